import { z } from 'zod';
import { defineNotification } from '../../sdk/index.ts';
import { approvePermission } from './approve-permission.ts';

/** Something waits for whoever may decide. */
export const approvalAsked = defineNotification({
  id: 'core.approval-asked',
  title: 'Something waits for approval',
  description: 'A program asked to do something that takes a person’s approval.',
  icon: 'shield-question',
  permission: approvePermission,
  schema: z.object({ approvalId: z.string(), askedBy: z.string(), summary: z.string() }),
  text: ({ approvalId, askedBy, summary }, words) => ({
    title: words('notifications.approval-asked.by', { name: askedBy }).slice(0, 300),
    body: summary.slice(0, 1_000),
    address: `/settings/approvals#approval-${approvalId}`,
  }),
});
