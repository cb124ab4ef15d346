import { defineNotification } from 'guildhall/sdk';
import { z } from 'zod';

/** Somebody has a deal to look after that another gave them. */
export const dealAssigned = defineNotification({
  id: 'crm.deal-assigned',
  title: 'A deal is yours',
  description: 'When somebody makes you the owner of a deal',
  icon: 'target-arrow',
  permission: 'crm:read',
  schema: z.object({
    dealId: z.uuid(),
    name: z.string(),
    /** Who gave it, where that is known. */
    by: z.string().optional(),
    /** Those that came with it, as by an import. */
    others: z.number().int().min(0).default(0),
  }),
  text: ({ dealId, name, by, others }, words) => ({
    title:
      others > 0
        ? words('notifications.deal-assigned.several', { name, count: others })
        : words('notifications.deal-assigned.one', { name }),
    ...(by !== undefined && { body: words('notifications.deal-assigned.by', { name: by }) }),
    address: others > 0 ? '/crm/deals' : `/crm/deals/${dealId}`,
  }),
});
