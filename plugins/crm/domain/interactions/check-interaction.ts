import type { InteractionValues } from '../../resources/interaction-fields.ts';

/** Only a task may be about nobody; anything else would be on no timeline. */
export function checkInteraction({ type, contactId, companyId, dealId, prospectId }: InteractionValues) {
  if (type === 'task' || contactId || companyId || dealId || prospectId) return [];
  return [{ field: 'contactId' as const, message: 'Choose a contact, a company, a deal or a prospect.' }];
}
