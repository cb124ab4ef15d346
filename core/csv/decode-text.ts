import iconv from 'iconv-lite';
import type { Charset } from './charset.ts';

/** Half of a character, whose other half comes with the next chunk. */
const highSurrogate = /[\uD800-\uDBFF]$/;

/** The byte order mark, also as a charset of single bytes reads that of UTF-8. */
const orderMark = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/**
 * The text of a file, every line ending as `\n`: files mix them, and a lone `\r` inside one would
 * shift each line number after it. A byte order mark is dropped.
 */
export async function* decodeText(bytes: AsyncIterable<Buffer>, charset: Charset): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(charset);
  let held = '';
  let isStart = true;
  let endsInReturn = false;
  for await (const chunk of bytes) {
    let text = held + decoder.write(chunk);
    held = highSurrogate.exec(text)?.[0] ?? '';
    if (held) text = text.slice(0, -1);
    if (text === '') continue;
    if (isStart) text = text.replace(orderMark, '');
    isStart = false;
    if (endsInReturn && text.startsWith('\n')) text = text.slice(1);
    endsInReturn = text.endsWith('\r');
    if (text !== '') yield unifyLineEndings(text);
  }
  const rest = held + (decoder.end() ?? '');
  if (rest) yield unifyLineEndings(rest);
}

function unifyLineEndings(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
