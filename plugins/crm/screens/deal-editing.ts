import { type Ctx, defineRegion, type RegionPlace, type ViewModel } from 'guildhall/sdk';
import { deal } from '../resources/deal.ts';

/** On the page of a deal: who else has their hands on it. */
export const dealEditing = defineRegion({
  id: 'crm.deal-editing',
  region: 'record.side',
  permission: 'crm:read',
  order: 10,
  view: 'deal-editing',
  script: 'deal-editing.js',
  style: 'deal-editing.css',
  model: whoseDeal,
});

async function whoseDeal({ actor }: Ctx, { resource, recordId }: RegionPlace): Promise<ViewModel> {
  return { dealId: resource === deal.id ? recordId : null, userId: actor.userId };
}
