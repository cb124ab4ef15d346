import { type Ctx, defineResource, type InputOf, inputOf, reference } from 'guildhall/sdk';
import { contactMerges, contacts, deals, interactions, prospects } from '../api.ts';
import { checkContact } from '../domain/contacts/check-contact.ts';
import { mergeContacts } from '../domain/contacts/merge-contacts.ts';
import { dailyWork } from './access.ts';
import { addressNames } from './address-fields.ts';
import { type Contact, type ContactChange, contactFields } from './contact-fields.ts';

const { name: _, ...given } = contactFields;
const names = Object.keys(given) as (keyof typeof given)[];

const mergeForm = {
  duplicateId: reference(() => contacts, {
    required: true,
    label: 'Merge in',
    help: 'Its deals and interactions move here, it fills what is empty here, and it goes to the trash.',
  }),
};

function merge(ctx: Ctx, survivor: Contact, input: InputOf<typeof mergeForm>): Promise<ContactChange> {
  return mergeContacts(ctx, survivor, { duplicateId: input.duplicateId, table: ctx.db.table(contact) });
}

export const contact = defineResource('crm.contact', contactFields, {
  table: 'crm_contacts',
  icon: 'user',
  title: ['name'],
  create: names,
  update: names,
  access: dailyWork,
  list: {
    columns: ['name', 'companyId', 'email', 'phone', 'status', 'ownerId', 'lastContactedAt'],
    filter: [
      'status',
      'ownerId',
      'companyId',
      'email',
      'source',
      'country',
      'leadScore',
      'lastContactedAt',
      'tags',
    ],
    sort: ['name', 'lastName', 'leadScore', 'lastContactedAt'],
    search: ['firstName', 'lastName', 'email', 'phone', 'mobile', 'jobTitle'],
  },
  form: [
    { title: 'Person', fields: ['firstName', 'lastName', 'jobTitle', 'companyId'] },
    { title: 'How to reach them', fields: ['email', 'phone', 'mobile', 'website', 'linkedin'] },
    {
      title: 'Relationship',
      fields: ['status', 'ownerId', 'source', 'leadScore', 'lastContactedAt', 'tags'],
    },
    { title: 'Address', fields: addressNames },
    { title: 'Notes', fields: ['notes'] },
  ],
  related: [
    { resource: () => deals, field: 'contactId' },
    { resource: () => interactions, field: 'contactId', as: 'timeline' },
    { resource: () => prospects, field: 'contactId' },
    { resource: () => contactMerges, field: 'contactId', label: 'Merged in' },
  ],
  matchOn: ['email'],
  check: checkContact,
  checkOn: ['firstName', 'lastName', 'email'],
  actions: {
    merging: {
      label: 'Merge',
      icon: 'arrows-join',
      form: mergeForm,
      input: inputOf(mergeForm),
      access: 'crm:merge',
      run: merge,
    },
  },
});
