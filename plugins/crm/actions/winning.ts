import { type InputOf, inputOf, instant, type ResourceAction } from 'guildhall/sdk';
import { winDeal } from '../domain/deals/close-deal.ts';
import type { dealFields } from '../resources/deal-fields.ts';

const form = { closedAt: instant({ label: 'Won on', help: 'Now, when left empty.' }) };

export const winning: ResourceAction<typeof dealFields, InputOf<typeof form>> = {
  label: 'Won',
  icon: 'trophy',
  form,
  input: inputOf(form),
  access: 'crm:write',
  offered: (deal) => deal.status !== 'won',
  run: winDeal,
};
