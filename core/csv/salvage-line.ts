import { parse } from 'csv-parse/sync';
import type { CsvRow } from './csv-row.ts';
import type { Delimiter } from './delimiter.ts';

/** Longest row taken, in bytes. What is longer is a quotation mark gone wrong. */
export const longestRow = 262_144;

const tooLong = 'This row is too long to be one; line breaks may be missing.';
export const openQuote = 'A quotation mark opens in this row and never closes.';

/** Read a line on which a quoted cell does not end: with goodwill where that makes sense, else as a problem. */
export function salvageLine(text: string, line: number, delimiter: Delimiter): CsvRow {
  if (text.length > longestRow) return { line, cells: [`${text.slice(0, 200)}…`], problem: tooLong };
  try {
    const [cells = []] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
    return { line, cells: cells.map(unwrap), problem: null };
  } catch {
    return { line, cells: text.split(delimiter), problem: openQuote };
  }
}

/** `"Bob "the tall" Smith"` keeps its outer marks when it is read with goodwill; nobody means those. */
export function unwrap(cell: string): string {
  const isWrapped = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  return isWrapped ? cell.slice(1, -1) : cell;
}

/** Does a row keep the rules of quoting (RFC 4180)? */
export function isWellQuoted(row: Buffer, delimiter: Delimiter): boolean {
  try {
    parse(row, { delimiter, record_delimiter: '\n', relax_column_count: true });
    return true;
  } catch {
    return false;
  }
}
