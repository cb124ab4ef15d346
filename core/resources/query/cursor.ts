import { z } from 'zod';
import { InvalidInput } from '../../sdk/index.ts';

/** Where a page ended: the sort value and the id of its last record. */
export interface Cursor {
  readonly value: string | number | boolean | null;
  readonly id: string;
}

const shape = z.tuple([
  z.union([
    z
      .string()
      .max(20_000)
      .regex(/^[^\0]*$/),
    z.number(),
    z.boolean(),
    z.null(),
  ]),
  z.uuid(),
]);

export function encodeCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

export function decodeCursor(text: string): Cursor {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success) {
    throw new InvalidInput([
      { path: ['after'], message: 'Use the value of page.next from the answer before.' },
    ]);
  }
  return { value: parsed.data[0], id: parsed.data[1] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
