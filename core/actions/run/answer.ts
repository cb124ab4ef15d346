import type { ApprovalNote } from '../approvals/approval.ts';

/** One value that would change. */
export interface PreviewedChange {
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The record, where it is one. */
  readonly resource?: string;
  readonly recordId?: string;
  readonly field?: string;
}

export interface Preview {
  readonly summary: string;
  readonly changes: readonly PreviewedChange[];
}

/** What came of asking for an action. */
export type ActionAnswer = DoneAnswer | ApprovalAnswer | PreviewAnswer;

export interface DoneAnswer {
  readonly status: 'done';
  readonly output: unknown;
  /** The row of the audit; null for a read. */
  readonly auditId: string | null;
  /** Done before, by the same key. */
  readonly isReplay: boolean;
  /** Until when it can be taken back; null where it cannot. */
  readonly undoableUntil: string | null;
}

export interface ApprovalAnswer {
  readonly status: 'approval';
  readonly approval: ApprovalNote;
}

export interface PreviewAnswer {
  readonly status: 'preview';
  readonly preview: Preview;
  /** Would it wait for a person's approval? */
  readonly needsApproval: boolean;
}
