import {
  email,
  type FieldValues,
  instant,
  integer,
  longText,
  phone,
  type Row,
  reference,
  tags,
  text,
  url,
  user,
} from 'guildhall/sdk';
import { companies } from '../api.ts';
import { addressFields } from './address-fields.ts';
import { relationshipStatus } from './relationship-status.ts';

export const contactFields = {
  /** Made by the database: first and last name, else the e-mail address or the phone number. */
  name: text({ filled: true, max: 254, personal: true }),
  firstName: text({ max: 100, personal: true }),
  lastName: text({ max: 100, personal: true }),
  email: email({ label: 'E-mail', personal: true }),
  phone: phone({ personal: true }),
  mobile: phone({ personal: true }),
  jobTitle: text({ max: 150 }),
  companyId: reference(() => companies, { label: 'Company' }),
  ownerId: user({ label: 'Owner' }),
  status: relationshipStatus(),
  source: text({ max: 100, help: 'Where you found each other: website, referral, fair …' }),
  tags: tags(),
  leadScore: integer({ min: 0, default: 0, synonyms: ['HubSpot score'] }),
  lastContactedAt: instant({ label: 'Last contacted' }),
  website: url(),
  linkedin: url({ label: 'LinkedIn profile', personal: true }),
  ...addressFields,
  notes: longText({ personal: true }),
};

export type Contact = Row<typeof contactFields>;
export type ContactChange = Partial<FieldValues<typeof contactFields>>;
