import type { UnitOfWork } from '../db/unit-of-work.ts';
import { actorText, eventStatement } from '../events/event-row.ts';
import type { Runtime } from '../runtime.ts';
import { type Actor, type Settings, settingsChanged } from '../sdk/index.ts';
import { removeInstanceSecret, writeInstanceSecret } from '../secrets/instance-secrets.ts';
import { removeSecret, writeSecret } from '../secrets/workspace-secrets.ts';
import { checkChange, checkReferences, type SettingsChange } from './check-change.ts';
import { isSecret } from './settings-groups.ts';
import { tellSettingsChanged } from './settings-memory.ts';
import { type SettingsOwner, secretPlace } from './settings-owner.ts';
import { inOwner } from './stored-settings.ts';

/**
 * Writes what is given and leaves the rest. Whoever calls has asked whether they may.
 * @throws InvalidInput with the path of each field that cannot be taken
 */
export async function changeSettings(
  runtime: Runtime,
  owner: SettingsOwner,
  actor: Actor,
  group: Settings,
  input: unknown,
): Promise<void> {
  const change = checkChange(group, input);
  if (change.size === 0) return;
  await inOwner(runtime, owner, async (unit) => {
    if (owner.scope === 'workspace') await checkReferences(runtime, unit, group, change);
    await writeValues(runtime, unit, owner, actor, group, change);
    await writeSecrets(runtime, unit, owner, actor, group, change);
    if (owner.scope === 'workspace') await tellOutbox(runtime, unit, actor, group, change);
  });
  await tellSettingsChanged(runtime, owner);
}

async function writeValues(
  runtime: Runtime,
  unit: UnitOfWork,
  owner: SettingsOwner,
  actor: Actor,
  group: Settings,
  change: SettingsChange,
): Promise<void> {
  const open = [...change].filter(([name]) => !isSecret(group, name));
  const [table, keys, whose] = tableFor(owner);
  const [key, value, at, by] = [1, 2, 3, 4].map((place) => `$${place + whose.length}`);
  const text = `
    insert into ${table} as known (${keys}, "values", changed_at, changed_by)
    values (${[...whose.map((_, index) => `$${index + 1}`), key].join(', ')}, jsonb_strip_nulls(${value}::jsonb), ${at}, ${by})
    on conflict (${keys}) do update set "values" = jsonb_strip_nulls(known."values" || ${value}::jsonb),
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  const values = [...whose, group.id, JSON.stringify(Object.fromEntries(open)), runtime.now(), actor.userId];
  await unit.run({ text, values });
}

function tableFor(owner: SettingsOwner): [table: string, keys: string, whose: string[]] {
  if (owner.scope === 'workspace')
    return ['workspace_settings', 'workspace_id, group_id', [owner.workspaceId]];
  if (owner.scope === 'user') return ['user_settings', 'user_id, group_id', [owner.userId]];
  return ['instance_settings', 'group_id', []];
}

async function writeSecrets(
  runtime: Runtime,
  unit: UnitOfWork,
  owner: SettingsOwner,
  actor: Actor,
  group: Settings,
  change: SettingsChange,
): Promise<void> {
  const isOfWorkspace = owner.scope === 'workspace';
  const [write, remove] = isOfWorkspace
    ? [writeSecret, removeSecret]
    : [writeInstanceSecret, removeInstanceSecret];
  for (const [name, value] of [...change].filter(([one]) => isSecret(group, one))) {
    const place = secretPlace(owner, group.id, name);
    if (value === null) await remove(unit, place);
    else await write(runtime, unit, { place, plain: String(value), by: actor.userId });
  }
}

/** Names of the group and its fields, never what they hold. */
async function tellOutbox(
  runtime: Runtime,
  unit: UnitOfWork,
  actor: Actor,
  group: Settings,
  change: SettingsChange,
): Promise<void> {
  // eslint-disable-next-line guildhall/guarded-plugin-calls -- the core's own event
  const payload = settingsChanged.schema.parse({ group: group.id, fields: [...change.keys()] });
  const workspaceId = unit.workspaceId ?? '';
  const row = { workspaceId, event: settingsChanged.id, change: null, payload, actor: actorText(actor) };
  await unit.run(eventStatement([row]));
  unit.afterCommit(() => runtime.commits.raise());
}
