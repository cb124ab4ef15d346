import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';

const done = new WeakSet<Database>();

/** Is there an owner? Once there is, there always is. */
export async function isSetUp(database: Database): Promise<boolean> {
  if (done.has(database)) return true;
  const rows = await readInstance(database, { text: 'select 1 from installation', values: [] });
  if (rows.length > 0) done.add(database);
  return rows.length > 0;
}
