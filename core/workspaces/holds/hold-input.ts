import { z } from 'zod';

/** Why a workspace may only be read, as its people see it. */
export const holdInput = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why, for the people of the workspace.')
    .max(300, 'Use at most 300 characters.'),
});
