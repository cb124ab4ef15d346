import {
  choice,
  currency,
  day,
  email,
  type FieldValues,
  instant,
  integer,
  longText,
  money,
  phone,
  type Row,
  reference,
  tags,
  text,
  url,
  user,
} from 'guildhall/sdk';
import { companies, contacts, deals } from '../api.ts';

export const prospectFields = {
  /** Made by the database: first and last name, else the company's name or the e-mail address. */
  name: text({ filled: true, max: 254, personal: true }),
  firstName: text({ max: 100, personal: true }),
  lastName: text({ max: 100, personal: true }),
  email: email({ label: 'E-mail', personal: true }),
  phone: phone({ personal: true }),
  jobTitle: text({ max: 150 }),
  companyName: text({ label: 'Company', synonyms: ['Company name', 'Account name'] }),
  website: url(),
  stage: choice(
    {
      new: { label: 'New', colour: 'blue', synonyms: ['Open', 'Open - not contacted'] },
      contacted: {
        label: 'Contacted',
        colour: 'azure',
        synonyms: ['Working', 'Working - contacted', 'Attempted to contact', 'Connected', 'In progress'],
      },
      qualified: { label: 'Qualified', colour: 'lime' },
      unqualified: {
        label: 'Unqualified',
        colour: 'secondary',
        synonyms: ['Disqualified', 'Closed - not converted', 'Not interested', 'Bad timing'],
      },
      converted: { label: 'Converted', colour: 'green' },
    },
    { default: 'new', synonyms: ['Lead status', 'Status'] },
  ),
  position: integer({ default: 0 }),
  unqualifiedReason: choice(
    {
      budget: 'No budget',
      'not-a-fit': 'Not a fit',
      'no-need': 'No need',
      'no-answer': 'Never answered',
      duplicate: 'Known already',
      other: 'Other',
    },
    { label: 'Unqualified because' },
  ),
  valueMinor: money({
    currencyField: 'currency',
    min: 0,
    label: 'Expected value',
    synonyms: ['Value', 'Amount', 'Deal value'],
  }),
  currency: currency({ filled: true }),
  probability: integer({ min: 0, max: 100, unit: '%', help: 'In percent.' }),
  closesOn: day({ label: 'Closes on', synonyms: ['Close date', 'Expected close date'] }),
  ownerId: user({ label: 'Owner', help: 'You, when left empty.' }),
  source: text({ max: 100 }),
  tags: tags(),
  notes: longText({ personal: true }),
  contactId: reference(() => contacts, { label: 'Contact' }),
  companyId: reference(() => companies, { label: 'Known company' }),
  dealId: reference(() => deals, { label: 'Deal' }),
  convertedAt: instant({ label: 'Converted' }),
};

export type Prospect = Row<typeof prospectFields>;
export type ProspectValues = Partial<FieldValues<typeof prospectFields>>;
