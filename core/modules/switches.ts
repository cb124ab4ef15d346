import type { UnitOfWork } from '../db/unit-of-work.ts';

/** What decides on the plugins of a workspace. */
export interface Switches {
  /** Those it switched on, whether they run or not. */
  readonly switchedOn: ReadonlySet<string>;
  /** Those held back on the whole instance: disabled, in quarantine, uninstalled. */
  readonly held: ReadonlySet<string>;
}

const text = `
  select array(select plugin_id from plugin_switches where workspace_id = $1 and is_on) as "switchedOn",
    array(select held_plugins()) as held`;

export async function readSwitches(unit: UnitOfWork): Promise<Switches> {
  const [row] = await unit.run<{ switchedOn: string[]; held: string[] }>({
    text,
    values: [unit.workspaceId],
  });
  return { switchedOn: new Set(row?.switchedOn), held: new Set(row?.held) };
}

/** Holds others who switch modules of this workspace until this transaction ends. */
export async function lockSwitches(unit: UnitOfWork): Promise<void> {
  const text = 'select pg_advisory_xact_lock(hashtext($1))';
  await unit.run({ text, values: [`guildhall:modules:${unit.workspaceId}`] });
}

/** By the clock that events are dated by, since a module hears those from its switch on. One that stands there already stays. */
const upsert = `
  insert into plugin_switches (workspace_id, plugin_id, is_on, switched_at, switched_by)
  select $1, unnest($2::text[]), $3, now(), $4
  on conflict (workspace_id, plugin_id) do update set
    is_on = excluded.is_on, switched_at = excluded.switched_at, switched_by = excluded.switched_by
  where plugin_switches.is_on <> excluded.is_on`;

export interface SwitchChange {
  readonly ids: readonly string[];
  readonly isOn: boolean;
  readonly by: string | null;
}

export async function writeSwitches(unit: UnitOfWork, { ids, isOn, by }: SwitchChange): Promise<void> {
  await unit.run({ text: upsert, values: [unit.workspaceId, ids, isOn, by] });
}
