import { createHash } from 'node:crypto';
import { plainWords } from '../values/plain-words.ts';

/** Columns that our own list of failed rows adds: the same file comes back with them. */
export const addedColumns = ['row', 'problem'] as const;

/** What files of the same program have in common: their columns, in order. */
export function headerSignature(columns: readonly string[]): string {
  const own = columns.filter((name) => !addedColumns.some((added) => added === name));
  return createHash('sha256').update(own.map(plainWords).join('\n')).digest('hex');
}
