import { Conflict } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import type { Approval } from './approval.ts';

/** What somebody looks at: the arguments, what they would do, and to which versions. */
export function seenHash({ argsHash: hash, preview, versions }: Approval): string {
  return argsHash('seen', { hash, preview, versions });
}

/** @throws Conflict when it is not what they looked at any more */
export function refuseUnseen(approval: Approval, seen: string): void {
  if (seenHash(approval) === seen) return;
  throw new NotWhatWasSeen('This is not what you were shown. Look at it again.');
}

/** Somebody looked at it in an older state. */
export class NotWhatWasSeen extends Conflict {
  override readonly code: string = 'stale-preview';
}
