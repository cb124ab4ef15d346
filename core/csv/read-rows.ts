import { Parser } from 'csv-parse';
import type { CsvRow } from './csv-row.ts';
import type { Delimiter } from './delimiter.ts';
import { isWellQuoted, longestRow, salvageLine, unwrap } from './salvage-line.ts';

interface Reading {
  readonly delimiter: Delimiter;
  readonly rows: CsvRow[];
  parser: Parser;
  /** The parser gave up on the row that `pending` starts with. */
  isBroken: boolean;
  /** Text since the last row that was read whole. */
  pending: Buffer;
  /** How many bytes the parser had read when `pending` began. */
  pendingFrom: number;
  /** The line the next row starts on. */
  nextLine: number;
}

/**
 * The rows of a text, a handful at a time. A row whose quotation marks do not add up is
 * read on its own, and a fresh parser goes on with the line after it: one lone quotation mark must not swallow the file.
 */
export async function* readRows(text: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow[]> {
  const reading = begin(delimiter);
  for await (const chunk of text) {
    await feed(reading, Buffer.from(chunk));
    if (reading.rows.length > 0) yield reading.rows.splice(0);
  }
  await finish(reading);
  if (reading.rows.length > 0) yield reading.rows.splice(0);
}

function begin(delimiter: Delimiter): Reading {
  const blank = {
    delimiter,
    rows: [],
    isBroken: false,
    pending: Buffer.alloc(0),
    pendingFrom: 0,
    nextLine: 1,
  };
  const reading: Reading = { ...blank, parser: new Parser({}) };
  reading.parser = newParser(reading);
  return reading;
}

function newParser(reading: Reading): Parser {
  const parser = new Parser({
    delimiter: reading.delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
    on_record: (cells: string[], { bytes }) => keep(reading, cells, bytes),
  });
  return parser.on('error', () => undefined);
}

/** Rows are collected as they are met: a stream that fails drops what it had not handed out yet. */
function keep(reading: Reading, cells: string[], bytes: number): null {
  const taken = bytes - reading.pendingFrom;
  const raw = reading.pending.subarray(0, taken);
  const lines = countLines(raw);
  reading.rows.push({ line: reading.nextLine, cells: believed(reading, cells, raw, lines), problem: null });
  reading.nextLine += lines;
  reading.pending = reading.pending.subarray(taken);
  reading.pendingFrom = bytes;
  return null;
}

/**
 * The parser is lenient, since marks inside a cell (`5" pipe`) are harmless. A cell that still begins
 * with its mark was closed oddly: over several lines that means it ran into other rows.
 */
function believed(reading: Reading, cells: string[], raw: Buffer, lines: number): readonly string[] {
  if (!cells.some((cell) => cell.startsWith('"')) || isWellQuoted(raw, reading.delimiter)) return cells;
  if (lines > 1) throw new Error('A quotation mark swallowed a line break.');
  return cells.map(unwrap);
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

async function feed(reading: Reading, bytes: Buffer): Promise<void> {
  reading.pending = reading.pending.length > 0 ? Buffer.concat([reading.pending, bytes]) : bytes;
  await (reading.isBroken ? repair(reading) : offer(reading, bytes));
}

async function offer(reading: Reading, bytes: Buffer): Promise<void> {
  reading.isBroken = await refuses((done) => reading.parser.write(bytes, done));
  if (reading.isBroken) await repair(reading);
}

/** Get past the line that broke the parser, once all of it is here. */
async function repair(reading: Reading): Promise<void> {
  const isWhole = reading.pending.includes(10) || reading.pending.length > longestRow;
  if (isWhole) await offer(reading, skipLine(reading));
}

async function finish(reading: Reading): Promise<void> {
  while (reading.isBroken || (await refuses((done) => reading.parser.end(done)))) {
    await offer(reading, skipLine(reading));
  }
}

function refuses(write: (done: (error?: Error | null) => void) => void): Promise<boolean> {
  return new Promise((resolve) => write((error) => resolve(Boolean(error))));
}

/** Take the first line that waits on its own terms, and begin anew after it. @returns what is left to read */
function skipLine(reading: Reading): Buffer {
  const end = reading.pending.indexOf(10);
  const cut = end < 0 ? reading.pending.length : end;
  const line = reading.pending.subarray(0, cut).toString();
  reading.rows.push(salvageLine(line, reading.nextLine, reading.delimiter));
  reading.nextLine++;
  reading.pending = reading.pending.subarray(cut + 1);
  reading.pendingFrom = 0;
  reading.isBroken = false;
  reading.parser = newParser(reading);
  return reading.pending;
}
