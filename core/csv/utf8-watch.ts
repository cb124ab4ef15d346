import { isUtf8 } from 'node:buffer';

/** How many bytes at the end belong to a character that the next chunk completes. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOf(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}

export interface Utf8Watch {
  /** @returns false once anything was not UTF-8. */
  push(chunk: Buffer): boolean;
  /** Was all of it UTF-8, to the last byte? */
  end(): boolean;
}

/** Strict UTF-8 over a whole stream, so that one late "é" in the wrong charset is not overlooked. */
export function watchUtf8(): Utf8Watch {
  let rest: Buffer = Buffer.alloc(0);
  let isValid = true;
  return {
    push(chunk) {
      if (!isValid) return false;
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const cut = bytes.length - unfinished(bytes);
      isValid = isUtf8(bytes.subarray(0, cut));
      rest = bytes.subarray(cut);
      return isValid;
    },
    end: () => isValid && rest.length === 0,
  };
}
