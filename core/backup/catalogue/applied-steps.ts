import type { ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';

/** One step of a migration that ran here. */
export interface AppliedStep {
  /** The bookkeeping table of its source, such as `migrations_crm`. */
  readonly table: string;
  readonly name: string;
}

/** Every step that ever ran, of the core and of every plugin, in the order they ran. */
export async function appliedSteps(client: ClientBase): Promise<AppliedStep[]> {
  const { rows: tables } = await client.query<{ name: string }>(`
    select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname like 'migrations\\_%' order by 1`);
  if (tables.length === 0) return [];
  const each = tables.map(
    ({ name }) => `select '${name}'::text as "table", name::text as name, ran_at from ${identifier(name)}`,
  );
  const { rows } = await client.query<AppliedStep>(
    `select "table", name from (${each.join(' union all ')}) as steps order by ran_at, "table", name`,
  );
  return rows;
}
