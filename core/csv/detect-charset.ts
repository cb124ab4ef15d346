import { analyse } from 'chardet';
import { type Charset, isCharset } from './charset.ts';
import { looksMacRoman } from './mac-roman.ts';
import { watchUtf8 } from './utf8-watch.ts';

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
const marks: readonly (readonly [Charset, readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const sampleSize = 65_536;
/** A rarer charset must be this much likelier than Windows-1252 to be believed. */
const margin = 15;

/** Read all of a file and say how its characters are written. A guess; people may overrule it. */
export async function detectCharset(bytes: AsyncIterable<Buffer>): Promise<Charset> {
  const watch = watchUtf8();
  let sample: Buffer | undefined;
  let isMarked = false;
  for await (const chunk of bytes) {
    if (!sample) isMarked = startsWith(chunk, utf8Mark);
    sample ??= chunk;
    const certain = certainCharset(sample);
    if (certain) return certain;
    if (!watch.push(chunk)) return doubtUtf8(chunk, isMarked);
  }
  return watch.end() || !sample ? 'utf-8' : doubtUtf8(sample, isMarked);
}

function certainCharset(head: Buffer): Charset | undefined {
  const marked = marks.find(([, mark]) => startsWith(head, mark));
  return marked?.[0] ?? utf16WithoutMark(head);
}

/** Western text in UTF-16 has a zero in nearly every second byte. */
function utf16WithoutMark(head: Buffer): Charset | undefined {
  const bytes = head.subarray(0, 2_000);
  const zeros: [number, number] = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++;
  const enough = bytes.length / 4;
  if (zeros[1] > enough && zeros[0] < enough / 4) return 'utf-16le';
  return zeros[0] > enough && zeros[1] < enough / 4 ? 'utf-16be' : undefined;
}

function startsWith(head: Buffer, mark: Iterable<number>): boolean {
  return [...mark].every((byte, index) => head[index] === byte);
}

/** Some programs put the mark of UTF-8 before text that is none; a mark with a stray broken byte stays believed. */
function doubtUtf8(bytes: Buffer, isMarked: boolean): Charset {
  if (isMarked && mostlyUtf8(bytes)) return 'utf-8';
  return guessCharset(isMarked && startsWith(bytes, utf8Mark) ? bytes.subarray(utf8Mark.length) : bytes);
}

function mostlyUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const letters = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return letters > broken;
}

/** For bytes that are no UTF-8. */
function guessCharset(bytes: Buffer): Charset {
  const sample = highBytes(bytes);
  if (looksMacRoman(sample)) return 'macintosh';
  const matches = analyse(sample).map((match) => ({ ...match, name: match.name.toLowerCase() }));
  const western =
    matches.find(({ name }) => name === 'windows-1252' || name === 'iso-8859-1')?.confidence ?? 0;
  const best = matches.find(({ name }) => isCharset(name) && !name.startsWith('utf-'));
  if (!best || !isCharset(best.name)) return 'windows-1252';
  return best.confidence >= western + margin ? best.name : 'windows-1252';
}

/** The lines that hold something to judge by: a few accents drown in kilobytes of plain letters. */
function highBytes(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < sampleSize; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}
