import type { z } from 'zod';
import { problemsOf } from './resources/write/input-problems.ts';
import { InvalidInput } from './sdk/index.ts';
import { tryParse } from './try-parse.ts';

/** What came from outside, checked. @throws InvalidInput naming every problem */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = tryParse(schema, input);
  if (!result.success) throw new InvalidInput(problemsOf([], result.error));
  return result.data;
}
