import { identifier } from '../../db/statement.ts';
import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { Conflict } from '../../sdk/index.ts';
import { findImport } from './find-import.ts';
import type { ImportRecord, ImportState } from './import-record.ts';
import { type ImportRow, toImport } from './import-row.ts';

type Column = Exclude<keyof ImportRow, 'id' | 'created_at'> | 'lease_owner' | 'lease_until';
export type ImportChange = Partial<Record<Column, unknown>>;

const jsonColumns = new Set([
  'actor',
  'format',
  'first_lines',
  'columns',
  'mapping',
  'options',
  'check_result',
]);

function stored(column: string, value: unknown): unknown {
  return jsonColumns.has(column) && value !== null ? JSON.stringify(value) : value;
}

export async function insertImport(
  unit: UnitOfWork,
  id: string,
  values: ImportChange,
): Promise<ImportRecord> {
  const columns = Object.keys(values);
  const names = ['workspace_id', 'id', ...columns].map(identifier).join(', ');
  const places = ['$1', '$2', ...columns.map((_, index) => `$${index + 3}`)].join(', ');
  const [row] = await unit.run<ImportRow>({
    text: `insert into imports (${names}) values (${places}) returning *`,
    values: [unit.workspaceId, id, ...Object.entries(values).map(([column, value]) => stored(column, value))],
  });
  if (!row) throw new Error('The import was not written.');
  return toImport(row);
}

/** Change an import that is in one of these states. @throws NotFound, Conflict when it has moved on */
export async function changeImport(
  unit: UnitOfWork,
  id: string,
  from: readonly ImportState[],
  change: ImportChange,
): Promise<ImportRecord> {
  const columns = Object.keys(change);
  const sets = columns.map((column, index) => `${identifier(column)} = $${index + 4}`).join(', ');
  const [row] = await unit.run<ImportRow>({
    text: `update imports set ${sets} where workspace_id = $1 and id = $2 and state = any($3::text[]) returning *`,
    values: [
      unit.workspaceId,
      id,
      from,
      ...columns.map((column) => stored(column, change[column as Column])),
    ],
  });
  if (row) return toImport(row);
  const { state } = await findImport(unit, id);
  throw new Conflict(`This import is ${words[state]}; that cannot be done now.`, { state });
}

const words: Record<ImportState, string> = {
  uploaded: 'waiting for its columns to be mapped',
  checking: 'being checked',
  checked: 'waiting to be started',
  running: 'running',
  done: 'finished',
  failed: 'stopped',
  cancelled: 'cancelled',
  undoing: 'being taken back',
};
