import { choice, type InputOf, inputOf, instant, longText, type ResourceAction } from 'guildhall/sdk';
import { loseDeal } from '../domain/deals/close-deal.ts';
import { type dealFields, lostReasons } from '../resources/deal-fields.ts';

const form = {
  reason: choice(lostReasons, { required: true, label: 'Lost because' }),
  note: longText({ max: 2_000, label: 'More about it', help: 'Needed when the reason is another one.' }),
  closedAt: instant({ label: 'Lost on', help: 'Now, when left empty.' }),
};

export const losing: ResourceAction<typeof dealFields, InputOf<typeof form>> = {
  label: 'Lost',
  icon: 'mood-sad',
  form,
  input: inputOf(form),
  access: 'crm:write',
  offered: (deal) => deal.status !== 'lost',
  run: loseDeal,
};
