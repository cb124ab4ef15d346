import { bookkeepingTable } from './run.ts';

const bookkeepingMark = bookkeepingTable('');

/** What the names of all that a plugin makes in the database begin with, before an underscore. */
export function prefixOf(id: string): string {
  return bookkeepingTable(id).slice(bookkeepingMark.length);
}

/** The prefixes whose bookkeeping is among these tables. */
export function prefixesIn(tables: readonly string[]): string[] {
  return tables
    .filter((name) => name.startsWith(bookkeepingMark))
    .map((name) => name.slice(bookkeepingMark.length));
}

/**
 * Names begin with the plugin that owns them; of two prefixes that fit, the longer one owns.
 * @returns the prefix of the owner; an empty string for what no plugin owns
 * @example ownerOf('shop_extra_things', ['shop', 'shop_extra']); // 'shop_extra'
 */
export function ownerOf(name: string, prefixes: readonly string[]): string {
  const fitting = prefixes.filter((prefix) => name.startsWith(`${prefix}_`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '';
}
