import { Conflict } from '../../sdk/index.ts';
import type { Approval } from './approval.ts';

/** Decided, overdue, or not what was looked at. */
export class AlreadyDecided extends Conflict {
  override readonly code: string = 'already-decided';
}

/** @throws AlreadyDecided */
export function refuseDecided({ state, decidedByName }: Pick<Approval, 'state' | 'decidedByName'>): void {
  if (state === 'waiting') return;
  if (state === 'expired') throw new AlreadyDecided('Nobody decided in time; it has to be asked for again.');
  throw new AlreadyDecided(`${decidedByName ?? 'Somebody'} decided this already.`);
}
