import type { IncomingMessage } from 'node:http';
import { readCookie } from '../shell/read-cookie.ts';

/** The columns that this person folded to a strip, by value. */
export type Folds = ReadonlySet<string>;

const mostFolds = 200;

/** Reads the cookie `folds`: `crm.deal:<column>`, parted by blanks. */
export function readFolds(request: IncomingMessage, resource: string): Folds {
  const prefix = `${resource}:`;
  const entries = (readCookie(request, 'folds') ?? '').split(' ').slice(0, mostFolds);
  return new Set(
    entries.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length)),
  );
}
