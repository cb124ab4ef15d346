import type { Database } from './database.ts';
import type { Statement } from './statement.ts';

/** One read outside any workspace, in one round trip: instance tables and the functions that answer there. */
export async function readInstance<Result extends object>(
  { pool }: Database,
  { text, values }: Statement,
): Promise<Result[]> {
  const { rows } = await pool.query(text, [...values]);
  return rows as Result[];
}
