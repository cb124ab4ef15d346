import {
  currency,
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
import { companies } from '../api.ts';
import { bareDomain, domainPattern } from '../domain/companies/bare-domain.ts';
import { addressFields } from './address-fields.ts';
import { relationshipStatus } from './relationship-status.ts';

export const companyFields = {
  name: text({ required: true }),
  domain: text({
    max: 253,
    normalise: bareDomain,
    pattern: { expression: domainPattern, message: 'Enter a domain such as acme.com.' },
    help: 'Tells companies of the same name apart. Taken from the website when left empty.',
  }),
  email: email({ label: 'E-mail' }),
  phone: phone(),
  website: url(),
  linkedin: url({ label: 'LinkedIn page' }),
  industry: text({ max: 100 }),
  employees: integer({ min: 0, synonyms: ['Company size', 'Number of employees'] }),
  status: relationshipStatus(),
  ownerId: user({ label: 'Owner' }),
  parentId: reference(() => companies, { label: 'Parent company' }),
  source: text({ max: 100, help: 'Where you found each other: website, referral, fair …' }),
  tags: tags(),
  lifetimeValueMinor: money({
    currencyField: 'currency',
    label: 'Lifetime value',
    synonyms: ['Total revenue', 'Customer value'],
  }),
  currency: currency({ filled: true }),
  lastOrderAt: instant({ label: 'Last order' }),
  ...addressFields,
  notes: longText(),
};

export type Company = Row<typeof companyFields>;
export type CompanyChange = Partial<FieldValues<typeof companyFields>>;
