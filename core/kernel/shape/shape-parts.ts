import { z } from 'zod';

/** A function; what it takes and gives is TypeScript's to check. */
export const functionShape = z.custom<(...inputs: never[]) => unknown>(
  (value) => typeof value === 'function',
  'It must be a function.',
);

/** A zod schema, of this copy of zod or another. */
export const schemaShape = z.custom<z.ZodType>(
  (value) => typeof (value as { safeParse?: unknown } | null)?.safeParse === 'function',
  'It must be a zod schema.',
);

/** A shape for every key of a declaration: an option that the SDK gains must be known here too. */
export type Shape<Declaration> = Record<keyof Declaration, z.ZodType>;
