import type { Door } from '../../scope.ts';
import type { Actor } from '../../sdk/index.ts';
import type { Preview } from '../run/answer.ts';
import type { TouchedVersion } from '../run/preview-call.ts';

/** `running` is what leaves the house, from just before until just after. */
export type ApprovalState = 'waiting' | 'running' | 'done' | 'failed' | 'rejected' | 'expired';

/** A call that waits for a person, or did. Its arguments are kept as they were, and bound by their hash. */
export interface Approval {
  readonly id: string;
  readonly action: string;
  readonly args: unknown;
  readonly argsHash: string;
  readonly effect: string;
  readonly risk: string;
  readonly preview: Preview;
  readonly versions: readonly TouchedVersion[];
  readonly state: ApprovalState;
  readonly actor: Actor;
  readonly door: Door;
  readonly requestId: string | null;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly wasEdited: boolean;
  readonly reason: string | null;
  readonly result: unknown;
}

/** What whoever asked may know of it. */
export interface ApprovalNote {
  readonly id: string;
  readonly action: string;
  readonly state: ApprovalState;
  readonly summary: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  /** Why it was rejected, or why it failed. */
  readonly reason: string | null;
}

export function noteOf({ id, action, state, preview, askedAt, expiresAt, reason }: Approval): ApprovalNote {
  return { id, action, state, summary: preview.summary, askedAt, expiresAt, reason };
}
