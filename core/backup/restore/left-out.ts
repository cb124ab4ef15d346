import { ownerOf, prefixesIn, prefixOf } from '../../db/migrations/name-owner.ts';
import { bookkeepingTable } from '../../db/migrations/run.ts';
import type { AppliedStep } from '../catalogue/applied-steps.ts';

/**
 * A plugin owns the tables that bear its id, and its own bookkeeping.
 * @param steps all that ran where the archive was made: they name every plugin there was
 */
export function leftOut(
  without: readonly string[],
  steps: readonly Pick<AppliedStep, 'table'>[],
): (table: string) => boolean {
  const left = new Set(without.map(prefixOf));
  const bookkeeping = new Set(without.map(bookkeepingTable));
  const prefixes = [...new Set([...left, ...prefixesIn(steps.map(({ table }) => table))])];
  return (table) => bookkeeping.has(table) || left.has(ownerOf(table, prefixes));
}
