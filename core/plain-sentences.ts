import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with a value, said to whoever gave it, where the schema itself says nothing.
 * @example schema.safeParse(input, { error: plainSentence })
 */
export function plainSentence(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type') return ofType(issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_format') return formats[issue.format];
  if (issue.code === 'invalid_value') return `Choose one of: ${issue.values.map(String).join(', ')}.`;
  return undefined;
}

const types: Readonly<Record<string, string>> = {
  string: 'Write text here.',
  number: 'Enter a number.',
  int: 'Enter a whole number.',
  boolean: 'Say true or false.',
  array: 'Give a list.',
  object: 'Give an object with named values.',
  record: 'Give an object with named values.',
};

const formats: Readonly<Record<string, string>> = {
  email: 'Enter an e-mail address.',
  url: 'Enter a web address that begins with https://.',
  uuid: 'This is not the id of anything.',
  date: 'Enter a day, such as 2026-05-01.',
  datetime: 'Enter a date and time, such as 2026-05-01T09:30:00Z.',
};

function ofType({ expected, input }: Extract<Issue, { code: 'invalid_type' }>): string | undefined {
  return input === undefined || input === null ? 'Fill this in.' : types[expected];
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string | undefined {
  if (origin === 'string')
    return Number(minimum) <= 1 ? 'Fill this in.' : `Use at least ${minimum} characters.`;
  if (origin === 'array' || origin === 'set') return `Give at least ${minimum}.`;
  if (origin === 'number' || origin === 'int' || origin === 'bigint') {
    return inclusive === false ? `Enter more than ${minimum}.` : `Enter ${minimum} or more.`;
  }
  return undefined;
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string | undefined {
  if (origin === 'string') return `Use at most ${maximum} characters.`;
  if (origin === 'array' || origin === 'set') return `Give at most ${maximum}.`;
  if (origin === 'number' || origin === 'int' || origin === 'bigint') {
    return inclusive === false ? `Enter less than ${maximum}.` : `Enter ${maximum} or less.`;
  }
  return undefined;
}
