import { asOwner } from '../../db/as-owner.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { identifier } from '../../db/statement.ts';
import { countElements } from './list-elements.ts';
import { namingLists } from './naming-columns.ts';
import { ownedObjects } from './owned-objects.ts';
import { seeingAll } from './seeing-all.ts';
import { touchedTables, tracesOf } from './traces.ts';

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
    const objects = [...names, ...owned.functions, ...owned.others, ...owned.bookkeeping];
    const rowsOf = traces.map(({ table, where }) => {
      return {
        what: table,
        text: `select count(*)::integer as rows from ${identifier(table)} where ${where}`,
      };
    });
    const elementsOf = namingLists.map((list) => {
      return { what: `${list.table}.${list.column}`, text: countElements(list, id) };
    });
    return seeingAll(client, touchedTables(traces), async () => {
      const found: Leftover[] = objects.map((what) => ({ what, rows: 1 }));
      for (const { what, text } of [...rowsOf, ...elementsOf]) {
        const { rows } = await client.query<{ rows: number }>(text);
        if ((rows[0]?.rows ?? 0) > 0) found.push({ what, rows: rows[0]?.rows ?? 0 });
      }
      return found;
    });
  });
}
