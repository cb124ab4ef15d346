import type { CsvFormat } from './csv-format.ts';
import { type CsvRow, isBlank } from './csv-row.ts';
import { declaredDelimiter } from './delimiter.ts';
import { readRows } from './read-rows.ts';

/** A row of data; titles, the header and empty rows are left out but counted. */
export interface DataRow extends CsvRow {
  /** Its number as a spreadsheet shows it: every row counts, from 1. */
  readonly row: number;
}

/** Stream the data of a file's text, a handful of rows at a time. `width` is the number of columns. */
export async function* readCsv(
  text: AsyncIterable<string>,
  format: CsvFormat,
  width: number,
): AsyncGenerator<DataRow[]> {
  let row = 0;
  for await (const rows of readRows(text, format.delimiter)) {
    const data: DataRow[] = [];
    for (const one of rows) {
      row++;
      if (isData(one, row, format)) data.push({ ...widen(one, width, format.shortRows), row });
    }
    if (data.length > 0) yield data;
  }
}

function isData(one: CsvRow, row: number, format: CsvFormat): boolean {
  if (one.line <= format.headerLine || isBlank(one)) return false;
  return row > 1 || declaredDelimiter(one.cells.join(format.delimiter)) === undefined;
}

/** Make a row as wide as the header, or say why that cannot be. */
function widen({ line, cells, problem }: CsvRow, width: number, shortRows: boolean): CsvRow {
  if (problem !== null || cells.length === width) return { line, cells, problem };
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    return { line, cells, problem: tooWide(cells, width) };
  if (cells.length < width && !shortRows) return { line, cells, problem: tooNarrow(cells, width) };
  return { line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? ''), problem };
}

function tooWide(cells: readonly string[], width: number): string {
  return `The row has more cells than the file has columns (${cells.length} of ${width}); quotation marks may be missing around a cell.`;
}

function tooNarrow(cells: readonly string[], width: number): string {
  return `The row has fewer cells than the file has columns (${cells.length} of ${width}); a line break or a separator may be out of place.`;
}
