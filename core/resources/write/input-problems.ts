import type { z } from 'zod';
import type { FieldProblem } from '../../sdk/index.ts';

type Path = readonly (string | number)[];

/** What zod found, as problems with paths a client can follow. */
export function problemsOf(path: Path, error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(path, issue));
}

function problemsOfIssue(path: Path, issue: z.core.$ZodIssue): FieldProblem[] {
  const full = [...path, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...full, key], message: 'This cannot be set.' }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ path: full, message: isMissing ? 'Fill this in.' : issue.message }];
}
