import { definePersonalData } from 'guildhall/sdk';
import { contactsData } from './contacts-data.ts';
import { interactionsData } from './interactions-data.ts';
import { prospectsData } from './prospects-data.ts';

/** Interactions first: they are found by the contacts and prospects that go after them. */
export const personalData = [
  definePersonalData({
    ...{ id: 'crm.interactions', title: 'Activities', tables: ['crm_interactions'] },
    ...interactionsData,
  }),
  definePersonalData({
    ...{ id: 'crm.prospects', title: 'Prospects', tables: ['crm_prospects'] },
    ...prospectsData,
  }),
  definePersonalData({
    ...{ id: 'crm.contacts', title: 'Contacts', tables: ['crm_contacts', 'crm_contact_merges'] },
    ...contactsData,
  }),
];
