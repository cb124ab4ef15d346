import type { IncomingMessage } from 'node:http';
import { readCookie } from '../shell/read-cookie.ts';

/** What somebody folded or unfolded, by column: `true` for folded. */
export type Folds = ReadonlyMap<string, boolean>;

/** Reads the cookie `folds`, `+crm.deal:<column>` for folded and `-…` for unfolded, parted by blanks. */
export function readFolds(request: IncomingMessage, resource: string): Folds {
  const prefix = `${resource}:`;
  const entries = (readCookie(request, 'folds') ?? '').split(' ').slice(0, 200);
  return new Map(
    entries
      .filter((entry) => entry.slice(1).startsWith(prefix))
      .map((entry) => [entry.slice(1 + prefix.length), entry.startsWith('+')] as const),
  );
}
