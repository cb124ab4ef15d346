import type { z } from 'zod';
import { plainSentence } from './plain-sentences.ts';

/** What came from outside, looked at; what is wrong is said plainly, and issues keep the value they are about. */
export function tryParse<Output>(schema: z.ZodType<Output>, input: unknown): z.ZodSafeParseResult<Output> {
  return schema.safeParse(input, { error: plainSentence, reportInput: true });
}
