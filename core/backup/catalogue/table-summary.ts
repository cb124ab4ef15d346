import type { ClientBase } from 'pg';
import { identifier, literal } from '../../db/statement.ts';
import type { TableShape } from './table-shape.ts';

/** The same for the same rows, in whatever order they lie and on whichever server. */
export interface TableSummary {
  readonly rows: number;
  /** Two sums over the SHA-256 of every row's text. */
  readonly checksum: string;
}

/** How values are written as text: the same in every session that reads, checks or fills tables. */
export const textSettings = [
  "set local timezone = 'UTC'",
  "set local datestyle = 'ISO, YMD'",
  "set local intervalstyle = 'postgres'",
  "set local bytea_output = 'hex'",
  'set local extra_float_digits = 1',
  'set local statement_timeout = 0',
  'set local idle_in_transaction_session_timeout = 0',
];

/** In a transaction with `textSettings`, and in a role that sees every row. */
export async function summarise(
  client: ClientBase,
  table: Pick<TableShape, 'name' | 'columns'>,
  workspaceId: string | null = null,
): Promise<TableSummary> {
  const { rows } = await client.query<{ rows: string; checksum: string }>(summarySql(table, workspaceId));
  return { rows: Number(rows[0]?.rows ?? 0), checksum: rows[0]?.checksum ?? '' };
}

function summarySql({ name, columns }: Pick<TableShape, 'name' | 'columns'>, workspaceId: string | null) {
  const row = columns.length > 0 ? `row(${columns.map(identifier).join(', ')})::text` : "''";
  const where = workspaceId === null ? '' : ` where workspace_id = ${literal(workspaceId)}::uuid`;
  const half = (from: number) =>
    `coalesce(sum(('x' || substr(hash, ${from}, 15))::bit(60)::bigint), 0)::text`;
  return `
    select count(*) as rows, ${half(1)} || '-' || ${half(16)} as checksum
    from (select encode(sha256(convert_to(${row}, 'UTF8')), 'hex') as hash from ${identifier(name)}${where}) as hashed`;
}
