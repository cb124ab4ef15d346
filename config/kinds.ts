import { z } from 'zod';

const truthy = ['true', '1', 'yes', 'on'];
const falsy = ['false', '0', 'no', 'off'];

/** A whole number; the message never repeats the text that was given. */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `is not between ${least} and ${most}`);
}

/** A yes or no, in the spellings people use. */
export function yesOrNo() {
  return z
    .string()
    .toLowerCase()
    .refine((value) => truthy.includes(value) || falsy.includes(value), 'is neither true nor false')
    .transform((value) => truthy.includes(value));
}

/** One word of a closed list. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `is not one of ${words.join(', ')}` });
}

/** An address of one of the given schemes, such as `postgres:`. */
export function addressOf(schemes: readonly string[], problem: string) {
  return z.string().refine((value) => {
    const address = URL.canParse(value) ? new URL(value) : undefined;
    return address !== undefined && schemes.includes(address.protocol);
  }, problem);
}

/** Words separated by commas; blanks are dropped. */
export function commaList(pattern: RegExp, problem: string) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
    )
    .refine((words) => words.every((word) => pattern.test(word)), problem);
}
