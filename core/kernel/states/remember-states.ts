import type { Database } from '../../db/database.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import type { FoundPlugin } from '../registry.ts';

const upsert = `
  insert into plugin_states as known (id, state, version, problems, enabled_at)
  select id, state, version, problems, case when state = 'enabled' then now() end
  from jsonb_to_recordset($1::jsonb) as found (id text, state text, version text, problems jsonb)
  on conflict (id) do update set
    state = excluded.state,
    version = coalesce(excluded.version, known.version),
    problems = excluded.problems,
    enabled_at = coalesce(excluded.enabled_at, known.enabled_at),
    changed_at = now()
  where (known.state, known.version, known.problems)
    is distinct from (excluded.state, coalesce(excluded.version, known.version), excluded.problems)`;

const markGone = `
  update plugin_states set state = 'missing', changed_at = now()
  where state <> 'missing' and not (id = any($1))`;

/** Writes down how each plugin came up, and which ones are no longer there. */
export async function rememberStates(database: Database, plugins: readonly FoundPlugin[]): Promise<void> {
  const rows = [...byId(plugins).values()];
  await inInstance(database, async (unit) => {
    await unit.run({ text: upsert, values: [JSON.stringify(rows)] });
    await unit.run({ text: markGone, values: [rows.map(({ id }) => id)] });
  });
}

interface StateRow {
  readonly id: string;
  readonly state: string;
  readonly version: string | null;
  readonly problems: readonly string[];
}

/** Two plugins of one name share a row, which holds the problems of both. */
function byId(plugins: readonly FoundPlugin[]): Map<string, StateRow> {
  const rows = new Map<string, StateRow>();
  for (const { id, state, declaration, problems } of plugins) {
    const before = rows.get(id)?.problems ?? [];
    rows.set(id, { id, state, version: declaration?.version ?? null, problems: [...before, ...problems] });
  }
  return rows;
}
