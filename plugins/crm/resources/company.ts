import { defineResource } from 'guildhall/sdk';
import { companies, contacts, deals, interactions } from '../api.ts';
import { prepareCompany } from '../domain/companies/prepare-company.ts';
import { dailyWork } from './access.ts';
import { addressNames } from './address-fields.ts';
import { companyFields } from './company-fields.ts';

const names = Object.keys(companyFields) as (keyof typeof companyFields)[];

export const company = defineResource('crm.company', companyFields, {
  table: 'crm_companies',
  label: ['Company', 'Companies'],
  icon: 'building',
  title: ['name'],
  create: names,
  update: names,
  access: dailyWork,
  list: {
    columns: ['name', 'domain', 'industry', 'city', 'phone', 'status', 'ownerId'],
    filter: ['status', 'ownerId', 'parentId', 'domain', 'industry', 'source', 'country', 'tags'],
    sort: ['name', 'employees', 'lifetimeValueMinor', 'lastOrderAt'],
    search: ['name', 'domain', 'email', 'phone', 'city'],
  },
  form: [
    {
      title: 'Company',
      fields: ['name', 'domain', 'status', 'ownerId', 'industry', 'employees', 'parentId'],
    },
    { title: 'How to reach them', fields: ['email', 'phone', 'website', 'linkedin'] },
    { title: 'Address', fields: addressNames },
    { title: 'Business', fields: ['lifetimeValueMinor', 'currency', 'lastOrderAt', 'source', 'tags'] },
    { title: 'Notes', fields: ['notes'] },
  ],
  related: [
    { resource: () => contacts, field: 'companyId', label: 'People' },
    { resource: () => deals, field: 'companyId' },
    { resource: () => companies, field: 'parentId', label: 'Subsidiaries' },
    { resource: () => interactions, field: 'companyId', as: 'timeline' },
  ],
  matchOn: ['domain', 'name'],
  prepare: prepareCompany,
});
