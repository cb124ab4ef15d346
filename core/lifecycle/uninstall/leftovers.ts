import type { MigrationTarget } from '../../db/migrations/run.ts';
import { identifier } from '../../db/statement.ts';
import { asOwner, seeingAll } from './as-owner.ts';
import { ownedObjects } from './owned-objects.ts';
import { keyScopes, tracesOf } from './traces.ts';

/** Something that still carries the plugin's name. */
export interface Leftover {
  readonly what: string;
  readonly rows: number;
}

/** Looks for everything with the plugin's name, in the catalogue and in every row that names plugins. */
export function leftoversOf(target: MigrationTarget, id: string): Promise<Leftover[]> {
  return asOwner(target, async (client) => {
    const owned = await ownedObjects(client, id);
    const names = owned.tables.map(({ name }) => name);
    const traces = await tracesOf(client, id, names);
    const objects = [...names, ...owned.functions, ...owned.bookkeeping].map((what) => ({ what, rows: 1 }));
    const seen = [...new Set([...traces.map(({ table }) => table), 'api_keys', 'custom_fields'])];
    return seeingAll(client, seen, async () => {
      const found: Leftover[] = [...objects];
      const questions = traces.map(({ table, where }) => {
        return {
          what: table,
          text: `select count(*)::integer as rows from ${identifier(table)} where ${where}`,
        };
      });
      for (const { what, text } of [...questions, { what: 'scopes of API keys', text: keyScopes(id).find }]) {
        const { rows } = await client.query<{ rows: number }>(text);
        if ((rows[0]?.rows ?? 0) > 0) found.push({ what, rows: rows[0]?.rows ?? 0 });
      }
      return found;
    });
  });
}
