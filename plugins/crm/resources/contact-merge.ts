import { defineResource, integer, type Row, reference, tags, text, user } from 'guildhall/sdk';
import { contacts } from '../api.ts';
import { history } from './access.ts';

const fields = {
  mergedName: text({ required: true, max: 254, label: 'Merged in', personal: true }),
  contactId: reference(() => contacts, { required: true, label: 'Into' }),
  mergedId: reference(() => contacts, { required: true, label: 'The other record' }),
  takenFields: tags({ label: 'Values taken over' }),
  movedDeals: integer({ required: true, min: 0 }),
  movedInteractions: integer({ required: true, min: 0 }),
  mergedById: user({ label: 'Merged by' }),
};

export type ContactMerge = Row<typeof fields>;

export const contactMerge = defineResource('crm.contact-merge', fields, {
  table: 'crm_contact_merges',
  icon: 'arrows-join',
  title: ['mergedName'],
  create: [],
  update: [],
  access: history,
  list: {
    columns: ['mergedName', 'contactId', 'movedDeals', 'movedInteractions', 'mergedById', 'createdAt'],
    filter: ['contactId', 'mergedId'],
    sort: [],
  },
  customFields: false,
  importable: false,
});
