import type { ClientBase } from 'pg';
import { loadOrder } from '../../backup/catalogue/load-order.ts';
import { readTables } from '../../backup/catalogue/read-tables.ts';
import type { TableShape } from '../../backup/catalogue/table-shape.ts';
import { bookkeepingTable } from '../../db/migrations/run.ts';

/** What a plugin made in the database. */
export interface OwnedObjects {
  /** Those that are pointed at come first. */
  readonly tables: readonly TableShape[];
  /** With their parameters, as DROP FUNCTION wants them. */
  readonly functions: readonly string[];
  readonly bookkeeping: readonly string[];
}

const functions = `
  select p.oid::regprocedure::text as signature, p.proname as name from pg_proc p
  where p.pronamespace = 'public'::regnamespace`;

/** Names begin with the plugin that owns them; of two prefixes that fit, the longer one owns. */
export async function ownedObjects(client: ClientBase, id: string): Promise<OwnedObjects> {
  const all = await readTables(client);
  const books = all.map(({ name }) => name).filter((name) => name.startsWith('migrations_'));
  const prefixes = books.map((name) => name.slice('migrations_'.length));
  const own = bookkeepingTable(id).slice('migrations_'.length);
  const isOwn = (name: string) => ownerOf(name, [...prefixes, own]) === own;
  const { rows } = await client.query<{ signature: string; name: string }>(functions);
  return {
    tables: loadOrder(all.filter(({ name }) => !books.includes(name) && isOwn(name))),
    functions: rows.filter(({ name }) => isOwn(name)).map(({ signature }) => signature),
    bookkeeping: books.filter((name) => name === bookkeepingTable(id)),
  };
}

function ownerOf(name: string, prefixes: readonly string[]): string {
  const fitting = prefixes.filter((prefix) => name.startsWith(`${prefix}_`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '';
}
