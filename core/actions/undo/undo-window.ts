import type { OfferedAction } from '../offered-action.ts';
import { undoHours } from '../run/limits.ts';

/** Verbs of records that the audit itself can take back. */
const reversible = new Set(['create', 'update', 'remove', 'restore', 'placement']);

export function isReversible({ undo, resource, verb }: OfferedAction): boolean {
  return undo !== undefined || (resource !== null && verb !== null && reversible.has(verb));
}

/** Until when what is done now can be taken back; null where it cannot. */
export function undoableUntil(action: OfferedAction, at: Date): string | null {
  if (!isReversible(action)) return null;
  return new Date(at.getTime() + undoHours * 3_600_000).toISOString();
}
