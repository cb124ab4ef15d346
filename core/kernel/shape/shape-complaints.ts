import type { z } from 'zod';
import { contributionTypes } from '../contributions/contribution-types.ts';
import { type Complaint, complaint } from '../problem.ts';

/** zod's issues as sentences, at the places an author knows. */
export function shapeComplaints(
  exported: Record<string, unknown>,
  issues: readonly z.core.$ZodIssue[],
): Complaint[] {
  return issues.flatMap((issue) => {
    const path = placeOf(exported, issue.path);
    if (issue.code !== 'unrecognized_keys') return [complaint(path, messageOf(issue))];
    return issue.keys.map((key) =>
      complaint(joined(path, key), 'There is no such setting. Remove it or correct its name.'),
    );
  });
}

function messageOf({ message }: z.core.$ZodIssue): string {
  const expected = /expected (.+), received undefined$/.exec(message)?.[1];
  if (expected) return `It is missing. Give it (${expected}).`;
  return message
    .replace(/^Invalid input: expected (.+), received (.+)$/, 'It must be of type $1, not $2.')
    .replace(
      /^Invalid option: expected one of (.+)$/,
      (_, options: string) => `Use one of ${options.replaceAll('|', ', ')}.`,
    );
}

function joined(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

/** Contributions go by their id, and what an author writes as the third argument has no name of its own. */
function placeOf(exported: Record<string, unknown>, path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path;
  const type = Object.entries(contributionTypes).find(([key]) => key === first)?.[1];
  if (!type || typeof second !== 'number') return path.map(String).join('.');
  const list = exported[String(first)] as readonly ({ id?: unknown } | null)[];
  const id = list[second]?.id;
  const name = typeof id === 'string' ? `${type.word} ${id}` : `${String(first)}.${second}`;
  return [name, ...rest.filter((part, index) => index > 0 || part !== 'options').map(String)].join('.');
}
