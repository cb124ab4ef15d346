import { approvalAsked } from '../actions/approvals/approval-asked.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import type { NotificationType } from '../sdk/index.ts';

/** What the core itself tells people. */
export const coreTypes: readonly Contributed<NotificationType>[] = [
  { plugin: 'core', item: approvalAsked as NotificationType },
];
