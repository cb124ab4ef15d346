import { bookkeepingTable } from '../../db/migrations/run.ts';

/** A plugin owns the tables that bear its id, and its own bookkeeping. */
export function leftOut(without: readonly string[]): (table: string) => boolean {
  const prefixes = without.map((id) => `${id.replaceAll('-', '_')}_`);
  const bookkeeping = new Set(without.map(bookkeepingTable));
  return (table) => bookkeeping.has(table) || prefixes.some((prefix) => table.startsWith(prefix));
}
