import type { Database } from '../../db/database.ts';
import { inInstance } from '../../db/unit-of-work.ts';

/** Plugins that an admin disabled for the whole instance. */
export async function disabledPlugins(database: Database): Promise<Set<string>> {
  const rows = await inInstance(database, (unit) =>
    unit.run<{ id: string }>({ text: 'select id from plugin_states where is_disabled', values: [] }),
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Disable a plugin for every workspace, or allow it again. It holds from the next start on: code that
 * runs is not taken out of a running process. Its tables and switches stay as they are.
 */
export async function setDisabled(database: Database, pluginId: string, isDisabled: boolean): Promise<void> {
  const text = `
    insert into plugin_states (id, state, is_disabled) values ($1, 'disabled', $2)
    on conflict (id) do update set is_disabled = excluded.is_disabled, changed_at = now()`;
  await inInstance(database, (unit) => unit.run({ text, values: [pluginId, isDisabled] }));
}
