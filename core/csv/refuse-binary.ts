import { InvalidInput } from '../sdk/errors.ts';

const workbook = 'This is a spreadsheet file. Open it and save it as CSV, then choose that file.';

const kinds: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], workbook],
  [[0xd0, 0xcf, 0x11, 0xe0], workbook],
  [[0x1f, 0x8b], 'This file is compressed. Unpack it, then choose the CSV inside.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Choose a CSV file.'],
];

/** People choose the wrong file; say which one it is. @throws InvalidInput */
export function refuseBinary(head: Buffer): void {
  const kind = kinds.find(([mark]) => mark.every((byte, index) => head[index] === byte));
  if (kind) throw new InvalidInput([{ path: ['file'], message: kind[1] }]);
}
