import type { CsvFormat } from './csv-format.ts';
import { type CsvRow, isBlank } from './csv-row.ts';
import { decodeText } from './decode-text.ts';
import { declaredDelimiter, detectDelimiter } from './delimiter.ts';
import { detectCharset } from './detect-charset.ts';
import { columnNames, findHeaderLine, usualWidth } from './header.ts';
import { type DataRow, readCsv } from './read-csv.ts';
import { readRows } from './read-rows.ts';
import { refuseBinary } from './refuse-binary.ts';

export interface CsvFile {
  readonly bytes: number;
  /** Read it from the start, as often as needed. */
  open(): AsyncIterable<Buffer>;
}

export interface CsvInspection {
  readonly format: CsvFormat;
  /** One name per column. */
  readonly columns: readonly string[];
  /** The first rows of data that can be read. */
  readonly sample: readonly DataRow[];
  /** How many rows of data the file holds, more or less when it is large. */
  readonly rows: number;
  /** What a person might take for the header: lines with their text. */
  readonly firstLines: readonly { readonly line: number; readonly text: string }[];
}

const headBytes = 262_144;
const sampleRows = 500;
const offeredLines = 10;
/** From this share of short rows on, a file leaves out empty cells by habit, not by accident. */
const habit = 0.05;

/** Find out how a file is written, as far as it is not told. @throws InvalidInput for a file that is no CSV */
export async function inspectCsv(file: CsvFile, told: Partial<CsvFormat> = {}): Promise<CsvInspection> {
  const head = await readHead(file);
  refuseBinary(head);
  const charset = told.charset ?? (await detectCharset(file.open()));
  const text = wholeLines(await decode(head, charset), head.length < file.bytes);
  const delimiter = told.delimiter ?? detectDelimiter(text);
  const rows = (await rowsOf(text, delimiter)).slice(0, sampleRows);
  const headerLine = told.headerLine ?? findHeaderLine(rows);
  const columns = namesOf(rows, headerLine);
  const shortRows = told.shortRows ?? leavesOutCells(rows, headerLine, columns.length);
  const format = { charset, delimiter, headerLine, shortRows };
  const data = await collect(readCsv(inPieces(text), format, columns.length));
  return {
    format,
    columns,
    sample: data.filter((row) => row.problem === null).slice(0, sampleRows),
    rows: head.length < file.bytes ? Math.round((data.length * file.bytes) / head.length) : data.length,
    firstLines: rows
      .slice(0, offeredLines)
      .map(({ line, cells }) => ({ line, text: cells.join(', ').slice(0, 120) })),
  };
}

async function readHead(file: CsvFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.open()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

async function decode(bytes: Buffer, charset: CsvFormat['charset']): Promise<string> {
  const once = async function* () {
    yield bytes;
  };
  const pieces: string[] = [];
  for await (const piece of decodeText(once(), charset)) pieces.push(piece);
  return pieces.join('');
}

/** The end of a cut text is half a row. */
function wholeLines(text: string, isCut: boolean): string {
  const end = text.lastIndexOf('\n');
  return isCut && end > 0 ? text.slice(0, end + 1) : text;
}

async function* inPieces(text: string): AsyncGenerator<string> {
  yield text;
}

async function collect<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

async function rowsOf(text: string, delimiter: CsvFormat['delimiter']): Promise<CsvRow[]> {
  const rows = await collect(readRows(inPieces(text), delimiter));
  return rows.filter((row) => !isBlank(row) && declaredDelimiter(row.cells.join(delimiter)) === undefined);
}

function namesOf(rows: readonly CsvRow[], headerLine: number): string[] {
  const header = rows.find((row) => row.line === headerLine);
  return columnNames(header?.cells ?? Array<string>(usualWidth(rows)).fill(''));
}

function leavesOutCells(rows: readonly CsvRow[], headerLine: number, width: number): boolean {
  const data = rows.filter((row) => row.line > headerLine);
  const short = data.filter((row) => row.cells.length < width);
  return short.length > 1 && short.length > data.length * habit;
}
