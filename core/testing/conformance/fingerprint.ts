import { identifier } from '../../db/statement.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Subject } from './subject.ts';

/** A checksum over every row of every table of the plugin, as workspace A sees them. */
export async function fingerprint({ runtime, workspaces, resources }: Subject): Promise<string> {
  const sums = resources().map(
    ({ options }) =>
      `(select md5(coalesce(string_agg(t::text, ',' order by t.id), '')) from ${identifier(options.table)} t)`,
  );
  return one(runtime, workspaces.a.id, sums.join(' || ') || "''");
}

/** How many rows the plugin's tables and the outbox hold in workspace A. */
export async function rowCount({ runtime, workspaces, resources }: Subject): Promise<number> {
  const counts = resources().map(({ options }) => `(select count(*) from ${identifier(options.table)})`);
  return Number(
    await one(runtime, workspaces.a.id, [...counts, '(select count(*) from events)'].join(' + ')),
  );
}

async function one(
  { database }: Subject['runtime'],
  workspaceId: string,
  expression: string,
): Promise<string> {
  const [row] = await inWorkspace(database, workspaceId, (unit) =>
    unit.run<{ answer: string }>({ text: `select (${expression})::text as answer`, values: [] }),
  );
  return row?.answer ?? '';
}
