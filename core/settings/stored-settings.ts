import { inInstance, inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { sealedInstanceSecrets } from '../secrets/instance-secrets.ts';
import { type SealedSecret, sealedSecrets } from '../secrets/workspace-secrets.ts';
import { type SettingsOwner, secretPrefix } from './settings-owner.ts';

/** Settings as they lie in the database; secrets still sealed. */
export interface StoredSettings {
  readonly values: Readonly<Record<string, unknown>>;
  /** By field. */
  readonly secrets: ReadonlyMap<string, SealedSecret>;
}

/** One unit of work of whoever owns the settings. */
export function inOwner<Result>(
  { database }: Pick<Runtime, 'database'>,
  owner: SettingsOwner,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  return owner.scope === 'workspace'
    ? inWorkspace(database, owner.workspaceId, work)
    : inInstance(database, work);
}

/** Whoever asks may be in the middle of a transaction. */
export function loadSettings(
  { database }: Runtime,
  owner: SettingsOwner,
  group: string,
): Promise<StoredSettings> {
  return inOwner({ database: database.aside }, owner, async (unit) => {
    const [row] = await unit.run<{ values: Record<string, unknown> }>(valuesStatement(owner, group));
    return { values: row?.values ?? {}, secrets: await secretsOf(unit, owner, group) };
  });
}

function valuesStatement(owner: SettingsOwner, group: string) {
  const [table, condition, keys] = placeOf(owner);
  const text = `select "values" from ${table} where ${condition} group_id = $${keys.length + 1}`;
  return { text, values: [...keys, group] };
}

function placeOf(owner: SettingsOwner): [table: string, condition: string, keys: string[]] {
  if (owner.scope === 'workspace')
    return ['workspace_settings', 'workspace_id = $1 and', [owner.workspaceId]];
  if (owner.scope === 'user') return ['user_settings', 'user_id = $1 and', [owner.userId]];
  return ['instance_settings', '', []];
}

async function secretsOf(unit: UnitOfWork, owner: SettingsOwner, group: string) {
  const prefix = secretPrefix(owner, group);
  const read = owner.scope === 'workspace' ? sealedSecrets : sealedInstanceSecrets;
  const rows = await read(unit, prefix);
  return new Map(rows.map((row) => [row.place.slice(prefix.length), row]));
}
