import type { UnitOfWork } from '../db/unit-of-work.ts';

/** The plugins a workspace switched on, whether they run or not. */
export async function readSwitches(unit: UnitOfWork): Promise<Set<string>> {
  const rows = await unit.run<{ id: string }>({
    text: 'select plugin_id as id from plugin_switches where workspace_id = $1 and is_on',
    values: [unit.workspaceId],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Holds others who switch modules of this workspace until this transaction ends. */
export async function lockSwitches(unit: UnitOfWork): Promise<void> {
  const text = 'select pg_advisory_xact_lock(hashtext($1))';
  await unit.run({ text, values: [`guildhall:modules:${unit.workspaceId}`] });
}

const upsert = `
  insert into plugin_switches (workspace_id, plugin_id, is_on, switched_at, switched_by)
  select $1, unnest($2::text[]), $3, $4, $5
  on conflict (workspace_id, plugin_id) do update set
    is_on = excluded.is_on, switched_at = excluded.switched_at, switched_by = excluded.switched_by`;

export interface SwitchChange {
  readonly ids: readonly string[];
  readonly isOn: boolean;
  readonly at: Date;
  readonly by: string | null;
}

export async function writeSwitches(unit: UnitOfWork, { ids, isOn, at, by }: SwitchChange): Promise<void> {
  await unit.run({ text: upsert, values: [unit.workspaceId, ids, isOn, at.toISOString(), by] });
}
