import { defineResource } from 'guildhall/sdk';
import { conversion } from '../actions/conversion.ts';
import { interactions } from '../api.ts';
import { checkProspect } from '../domain/prospects/check-prospect.ts';
import { prepareProspect } from '../domain/prospects/prepare-prospect.ts';
import { dailyWork } from './access.ts';
import { prospectFields } from './prospect-fields.ts';

const { name: _name, dealId: _dealId, convertedAt: _convertedAt, ...given } = prospectFields;
const names = Object.keys(given) as (keyof typeof given)[];

export const prospect = defineResource('crm.prospect', prospectFields, {
  table: 'crm_prospects',
  icon: 'target-arrow',
  title: ['name'],
  create: names,
  update: names,
  access: dailyWork,
  list: {
    columns: ['name', 'companyName', 'email', 'stage', 'valueMinor', 'source', 'ownerId', 'createdAt'],
    filter: [
      'stage',
      'ownerId',
      'source',
      'email',
      'contactId',
      'companyId',
      'dealId',
      'valueMinor',
      'closesOn',
      'convertedAt',
      'tags',
    ],
    sort: ['name', 'valueMinor', 'closesOn', 'convertedAt'],
    search: ['firstName', 'lastName', 'companyName', 'email', 'phone'],
  },
  form: [
    { title: 'Who', fields: ['firstName', 'lastName', 'jobTitle', 'companyName'] },
    { title: 'How to reach them', fields: ['email', 'phone', 'website'] },
    {
      title: 'Chance',
      fields: ['stage', 'unqualifiedReason', 'valueMinor', 'currency', 'probability', 'closesOn'],
    },
    { title: 'Keeping', fields: ['ownerId', 'source', 'tags', 'contactId', 'companyId'] },
    { title: 'Notes', fields: ['notes'] },
  ],
  board: {
    column: 'stage',
    card: ['companyName', 'email', 'valueMinor', 'source', 'ownerId'],
    sum: 'valueMinor',
    position: 'position',
  },
  related: [{ resource: () => interactions, field: 'prospectId', as: 'timeline' }],
  matchOn: ['email'],
  check: checkProspect,
  prepare: prepareProspect,
  actions: { conversion },
});
