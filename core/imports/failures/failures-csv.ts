import { writeRow } from '../../csv/write-row.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { addedColumns } from '../mapping/header-signature.ts';
import { openImports } from '../open-imports.ts';
import { problemsText, type RowProblem } from '../plan/row-problem.ts';
import { loadImport } from '../record/find-import.ts';
import type { ImportRecord } from '../record/import-record.ts';

export interface FailureRow {
  readonly row: number;
  readonly line: number;
  readonly problems: RowProblem[];
  readonly cells: string[];
}

const rowsAtOnce = 500;

/** The rows of an import that failed, from after a row on. @throws NotFound, NotAllowed */
export async function readFailures(
  runtime: Runtime,
  scope: Scope,
  importId: string,
  after: number,
  limit: number,
): Promise<FailureRow[]> {
  const { resource } = await loadImport(runtime, scope.workspace.id, importId);
  openImports(runtime, scope, resource);
  const text =
    'select row_number as row, line_number as line, problems, cells from import_failures ' +
    'where workspace_id = $1 and import_id = $2 and row_number > $3 order by row_number limit $4';
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<FailureRow>({ text, values: [scope.workspace.id, importId, after, limit] }),
  );
}

/** The failed rows as a file: their own columns, so that it can be mended and imported again, then row and problem. */
export async function* failuresCsv(
  runtime: Runtime,
  scope: Scope,
  record: ImportRecord,
): AsyncGenerator<string> {
  const names = record.columns.map(({ name }) => name).filter((name) => !isAdded(name));
  yield `\uFEFF${writeRow([...names, ...addedColumns])}`;
  let after = 0;
  for (;;) {
    const rows = await readFailures(runtime, scope, record.id, after, rowsAtOnce);
    if (rows.length > 0) yield rows.map((row) => writeRow(cellsOf(record, row))).join('');
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.row ?? after;
  }
}

function isAdded(name: string): boolean {
  return addedColumns.some((added) => added === name);
}

/** Cells beyond the last column stand at the end, so that nothing a row held is lost. */
function cellsOf({ columns }: ImportRecord, { row, problems, cells }: FailureRow): string[] {
  const own = columns.flatMap(({ name }, index) => (isAdded(name) ? [] : [cells[index] ?? '']));
  return [...own, String(row), problemsText(problems), ...cells.slice(columns.length)];
}
