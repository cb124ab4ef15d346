import type { ArchivedTable } from '../archive/manifest.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import type { TableShape } from '../catalogue/table-shape.ts';

/** The tables of an archive as they are here, with the columns it holds, in its order. @throws ArchiveRefused for one that has no place */
export function matchTables(
  archived: readonly ArchivedTable[],
  present: readonly TableShape[],
  isLeftOut: (table: string) => boolean = () => false,
): TableShape[] {
  const byName = new Map(present.map((table) => [table.name, table]));
  return archived
    .filter(({ name }) => !isLeftOut(name))
    .map(({ name, columns }) => {
      const shape = byName.get(name);
      const missing = columns.find((column) => !shape?.columns.includes(column));
      if (!shape || missing !== undefined) throw noPlace(name, missing);
      return { ...shape, columns };
    });
}

function noPlace(table: string, column: string | undefined): ArchiveRefused {
  const what = column === undefined ? `the table ${table}` : `the column ${table}.${column}`;
  return new ArchiveRefused(
    `The archive holds ${what}, which no migration here makes. Use the version of Guildhall and of its plugins that wrote it.`,
  );
}
