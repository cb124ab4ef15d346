import { Conflict } from '../../sdk/index.ts';
import type { ApprovalNote } from './approval.ts';

/** It was asked for, and happens once somebody approves it. */
export class ApprovalNeeded extends Conflict {
  override readonly code: string = 'approval-needed';
  readonly approval: ApprovalNote;

  constructor(approval: ApprovalNote) {
    super('This needs a person’s approval. It was asked for, and happens once somebody approves it.', {
      approvalId: approval.id,
    });
    this.approval = approval;
  }
}
