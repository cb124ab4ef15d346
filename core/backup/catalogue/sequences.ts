import type { ClientBase } from 'pg';
import { literal } from '../../db/statement.ts';

export interface SequencePosition {
  readonly table: string;
  readonly column: string;
  /** The last number that was given out. */
  readonly last: string;
}

/** Read by their owner, after the snapshot: a number that was given out meanwhile does no harm. */
export async function readSequences(client: ClientBase): Promise<SequencePosition[]> {
  const { rows } = await client.query<SequencePosition>(`
    select c.relname::text as "table", a.attname::text as "column", s.last_value::text as "last"
    from pg_depend d
    join pg_class q on q.oid = d.objid and q.relkind = 'S'
    join pg_namespace n on n.oid = q.relnamespace and n.nspname = 'public'
    join pg_class c on c.oid = d.refobjid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    join pg_sequences s on s.schemaname = n.nspname and s.sequencename = q.relname
    where d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and s.last_value is not null
    order by 1, 2`);
  return rows;
}

export async function placeSequence(
  client: ClientBase,
  { table, column, last }: SequencePosition,
): Promise<void> {
  const sequence = `pg_get_serial_sequence(${literal(`public."${table}"`)}, ${literal(column)})`;
  await client.query(`select setval(${sequence}, $1::bigint) where ${sequence} is not null`, [last]);
}
