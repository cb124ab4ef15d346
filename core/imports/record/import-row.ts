import type { CsvFormat } from '../../csv/csv-format.ts';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { CheckResult } from './check-result.ts';
import type { ImportOptions } from './import-options.ts';
import type { ImportActor, ImportColumn, ImportRecord, ImportState } from './import-record.ts';

/** A row of the table `imports`. */
export interface ImportRow {
  readonly id: string;
  readonly resource: string;
  readonly state: ImportState;
  readonly actor: ImportActor;
  readonly file_key: string | null;
  readonly file_name: string;
  readonly file_bytes: number;
  readonly file_rows: number;
  readonly format: CsvFormat;
  readonly first_lines: { line: number; text: string }[];
  readonly columns: ImportColumn[];
  readonly mapping: ColumnMapping[];
  readonly options: ImportOptions;
  readonly check_result: CheckResult | null;
  readonly last_row: number;
  readonly created_count: number;
  readonly updated_count: number;
  readonly skipped_count: number;
  readonly failed_count: number;
  readonly reason: string | null;
  readonly is_cancelling: boolean;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly undone_at: string | null;
  readonly undone_removed: number;
  readonly undone_restored: number;
  readonly undone_kept: number;
}

export function toImport(row: ImportRow): ImportRecord {
  const { id, resource, state, actor, format, columns, mapping, options, reason } = row;
  return {
    ...{ id, resource, state, actor, format, columns, mapping, options, reason },
    file: { key: row.file_key, name: row.file_name, bytes: row.file_bytes, rows: row.file_rows },
    firstLines: row.first_lines,
    check: row.check_result,
    lastRow: row.last_row,
    counts: countsOf(row),
    isCancelling: row.is_cancelling,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoneRows: row.undone_removed + row.undone_restored + row.undone_kept,
    undone: undoneOf(row),
  };
}

function countsOf(row: ImportRow): ImportRecord['counts'] {
  return {
    created: row.created_count,
    updated: row.updated_count,
    skipped: row.skipped_count,
    failed: row.failed_count,
  };
}

function undoneOf(row: ImportRow): ImportRecord['undone'] {
  const { undone_at: at, undone_removed: removed, undone_restored: restored, undone_kept: kept } = row;
  return at === null ? null : { at, removed, restored, kept };
}
