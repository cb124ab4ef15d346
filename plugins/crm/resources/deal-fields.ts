import {
  choice,
  currency,
  day,
  type FieldValues,
  instant,
  integer,
  longText,
  money,
  type Row,
  reference,
  tags,
  text,
  user,
} from 'guildhall/sdk';
import { companies, contacts, pipelines, stages } from '../api.ts';

export const lostReasons = {
  price: 'Price',
  competitor: 'Chose a competitor',
  budget: 'No budget',
  timing: 'Wrong time',
  'missing-feature': 'Something was missing',
  'no-need': 'No need any more',
  'no-answer': 'Stopped answering',
  other: 'Other',
} as const;

export const dealFields = {
  name: text({ required: true }),
  contactId: reference(() => contacts, { label: 'Contact' }),
  companyId: reference(() => companies, { label: 'Company', help: 'That of the contact, when left empty.' }),
  pipelineId: reference(() => pipelines, { filled: true, label: 'Pipeline', onRemove: 'refuse' }),
  stageId: reference(() => stages, {
    filled: true,
    label: 'Stage',
    within: 'pipelineId',
    onRemove: 'refuse',
    synonyms: ['Deal stage', 'Opportunity stage'],
  }),
  /** Order inside a stage, smallest first; 0 until somebody places it by hand. */
  position: integer({ default: 0 }),
  valueMinor: money({
    currencyField: 'currency',
    min: 0,
    label: 'Value',
    synonyms: ['Amount', 'Deal value', 'Deal amount'],
  }),
  currency: currency({ filled: true }),
  probability: integer({
    filled: true,
    min: 0,
    max: 100,
    unit: '%',
    help: 'In percent. That of the stage, when left empty.',
  }),
  status: choice(
    {
      open: { label: 'Open', colour: 'blue' },
      won: { label: 'Won', colour: 'green' },
      lost: { label: 'Lost', colour: 'red' },
    },
    { filled: true },
  ),
  priority: choice(
    {
      low: { label: 'Low', colour: 'secondary' },
      medium: { label: 'Medium', colour: 'blue' },
      high: { label: 'High', colour: 'orange' },
      critical: { label: 'Critical', colour: 'red' },
    },
    { default: 'medium' },
  ),
  closesOn: day({ label: 'Closes on', synonyms: ['Close date', 'Expected close date'] }),
  closedAt: instant({ label: 'Closed' }),
  lostReason: choice(lostReasons, { label: 'Lost because' }),
  lostNote: longText({ max: 2_000, label: 'More about the loss' }),
  ownerId: user({ label: 'Owner', help: 'You, when left empty.' }),
  source: text({ max: 100 }),
  nextStep: text({ max: 300 }),
  tags: tags(),
  notes: longText(),
  stageSince: instant({ filled: true, label: 'In this stage since' }),
  rotsAt: instant({ label: 'Goes stale' }),
};

export type Deal = Row<typeof dealFields>;
export type DealValues = Partial<FieldValues<typeof dealFields>>;
