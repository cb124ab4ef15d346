import type { UnitOfWork } from '../../db/unit-of-work.ts';
import type { FailedRow } from '../plan/settled-row.ts';
import type { ImportCounts } from './import-record.ts';

/** What a changed record held before, so that the change can be taken back. */
export interface UpdateNote {
  readonly id: string;
  /** Its version since the import. */
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly custom: Readonly<Record<string, unknown>>;
}

export interface BatchNote {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly createdIds: readonly string[];
  readonly alsoCreated: Readonly<Record<string, readonly string[]>>;
  readonly updated: readonly UpdateNote[];
}

export async function saveFailures(
  unit: UnitOfWork,
  importId: string,
  failed: readonly FailedRow[],
): Promise<void> {
  if (failed.length === 0) return;
  await unit.run({
    text:
      'insert into import_failures (workspace_id, import_id, row_number, line_number, problems, cells) ' +
      'select $1, $2, * from unnest($3::integer[], $4::integer[], $5::jsonb[], $6::jsonb[])',
    values: [
      unit.workspaceId,
      importId,
      failed.map(({ row }) => row.row),
      failed.map(({ row }) => row.line),
      failed.map(({ problems }) => withoutNulls(problems)),
      failed.map(({ row }) => withoutNulls(row.cells)),
    ],
  });
}

/** PostgreSQL's JSON cannot hold the character zero, which broken files do. */
function withoutNulls(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\u0000', '');
}

export async function saveBatch(unit: UnitOfWork, importId: string, batch: BatchNote): Promise<void> {
  await unit.run({
    text:
      'insert into import_batches (workspace_id, import_id, first_row, last_row, created_ids, also_created, updated) ' +
      'values ($1, $2, $3, $4, $5::uuid[], $6, $7)',
    values: [
      unit.workspaceId,
      importId,
      batch.firstRow,
      batch.lastRow,
      batch.createdIds,
      JSON.stringify(batch.alsoCreated),
      JSON.stringify(batch.updated),
    ],
  });
}

/** How far it is, added up in the transaction that got it there. */
export async function saveProgress(
  unit: UnitOfWork,
  importId: string,
  lastRow: number,
  { created, updated, skipped, failed }: ImportCounts,
): Promise<void> {
  await unit.run({
    text:
      'update imports set last_row = $3, created_count = created_count + $4, updated_count = updated_count + $5, ' +
      'skipped_count = skipped_count + $6, failed_count = failed_count + $7 where workspace_id = $1 and id = $2',
    values: [unit.workspaceId, importId, lastRow, created, updated, skipped, failed],
  });
}
