import type { CsvFormat } from '../csv/csv-format.ts';
import { decodeText } from '../csv/decode-text.ts';
import type { CsvFile } from '../csv/inspect-csv.ts';
import { type DataRow, readCsv } from '../csv/read-csv.ts';
import { filesOf } from '../ports/files/files-of.ts';
import type { Runtime } from '../runtime.ts';
import { NotFound } from '../sdk/index.ts';
import type { ImportRecord } from './record/import-record.ts';

/** Largest file taken. */
export const maxImportBytes = 100_000_000;

/** The stored file of an import, to be read as often as needed. */
export function importFile(
  runtime: Runtime,
  workspaceId: string,
  key: string | null,
  bytes: number,
): CsvFile {
  return {
    bytes,
    async *open() {
      if (key === null) throw new NotFound('The file of this import was thrown away; choose it again.');
      yield* (await filesOf(runtime).open(workspaceId, key)) as AsyncIterable<Buffer>;
    },
  };
}

/** The rows of an import's file, as its format says. */
export function importRows(
  runtime: Runtime,
  workspaceId: string,
  record: ImportRecord,
): AsyncGenerator<DataRow[]> {
  const { file, format, columns } = record;
  return rowsOf(importFile(runtime, workspaceId, file.key, file.bytes), format, columns.length);
}

function rowsOf(file: CsvFile, format: CsvFormat, width: number): AsyncGenerator<DataRow[]> {
  return readCsv(decodeText(file.open(), format.charset), format, width);
}
