import type { OfferedAction } from '../offered-action.ts';
import { undoHours } from '../run/limits.ts';

/** Verbs of records that the audit itself can take back. */
const reversible = new Set(['create', 'update', 'remove', 'restore', 'placement']);

/** A change that is told by itself has nothing that an action's own undo could go by. */
export function isReversible(
  { undo, resource, verb }: OfferedAction,
  entry: 'call' | 'change' = 'call',
): boolean {
  if (undo !== undefined && entry === 'call') return true;
  return resource !== null && verb !== null && reversible.has(verb);
}

/** Until when what is done now can be taken back; null where it cannot. */
export function undoableUntil(action: OfferedAction, at: Date): string | null {
  if (!isReversible(action)) return null;
  return new Date(at.getTime() + undoHours * 3_600_000).toISOString();
}

/** What was done before this cannot be taken back any more. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - undoHours * 3_600_000);
}
