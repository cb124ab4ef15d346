import { literally } from './notification-source.ts';
import type { PersonalDataSource } from './source.ts';

const holds = (column: string) => `${column}::text ilike '%' || $2 || '%' escape '\\'`;

/** Rows of files that could not be taken, and what records held before an import changed them. */
export const importSource: PersonalDataSource = {
  id: 'core.imports',
  owner: 'core',
  title: 'Imports',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select import_id as "importId", row_number as "row", cells from import_failures
        where workspace_id = $1 and ${holds('cells')}`,
      values: [unit.workspaceId, literally(email)],
    }),
  async erase({ unit }, { email }) {
    const values = [unit.workspaceId, literally(email)];
    const rows = await unit.run({
      text: `delete from import_failures where workspace_id = $1 and ${holds('cells')} returning row_number`,
      values,
    });
    const befores = await unit.run({
      text: `update import_batches set updated = '[]' where workspace_id = $1 and ${holds('updated')} returning first_row`,
      values,
    });
    return { erased: rows.length + befores.length, kept: [] };
  },
};
