import { type InputOf, inputOf, type ResourceAction, reference } from 'guildhall/sdk';
import { stages } from '../api.ts';
import { reopenDeal } from '../domain/deals/reopen-deal.ts';
import type { dealFields } from '../resources/deal-fields.ts';

const form = {
  stageId: reference(() => stages, { label: 'Stage', help: 'The one it was in before, when left empty.' }),
};

export const reopening: ResourceAction<typeof dealFields, InputOf<typeof form>> = {
  label: 'Reopen',
  icon: 'rotate',
  form,
  input: inputOf(form),
  access: 'crm:write',
  offered: (deal) => deal.status !== 'open',
  run: reopenDeal,
};
