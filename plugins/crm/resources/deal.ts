import { defineResource } from 'guildhall/sdk';
import { losing } from '../actions/losing.ts';
import { reopening } from '../actions/reopening.ts';
import { winning } from '../actions/winning.ts';
import { interactions, prospects, stageChanges } from '../api.ts';
import { prepareDeal } from '../domain/deals/prepare-deal.ts';
import { dailyWork } from './access.ts';
import { dealFields } from './deal-fields.ts';

const { status: _status, stageSince: _stageSince, rotsAt: _rotsAt, ...given } = dealFields;
const names = Object.keys(given) as (keyof typeof given)[];

export const deal = defineResource('crm.deal', dealFields, {
  table: 'crm_deals',
  icon: 'currency-euro',
  title: ['name'],
  create: names,
  update: names,
  access: dailyWork,
  list: {
    columns: ['name', 'stageId', 'valueMinor', 'companyId', 'contactId', 'closesOn', 'ownerId'],
    filter: [
      'pipelineId',
      'stageId',
      'status',
      'ownerId',
      'contactId',
      'companyId',
      'priority',
      'source',
      'lostReason',
      'valueMinor',
      'closesOn',
      'closedAt',
      'rotsAt',
      'tags',
    ],
    sort: ['name', 'valueMinor', 'closesOn', 'closedAt', 'rotsAt'],
    search: ['name', 'nextStep', 'source'],
  },
  form: [
    { title: 'Deal', fields: ['name', 'contactId', 'companyId', 'ownerId', 'priority'] },
    { title: 'Pipeline', fields: ['pipelineId', 'stageId', 'probability', 'closesOn', 'nextStep'] },
    { title: 'Value', fields: ['valueMinor', 'currency', 'source', 'tags'] },
    { title: 'Notes', fields: ['notes'] },
    { title: 'When closed', fields: ['closedAt', 'lostReason', 'lostNote'], on: 'update' },
  ],
  board: {
    column: 'stageId',
    within: 'pipelineId',
    card: ['companyId', 'contactId', 'valueMinor', 'closesOn', 'priority', 'nextStep', 'ownerId'],
    sum: 'valueMinor',
    position: 'position',
  },
  related: [
    { resource: () => interactions, field: 'dealId', as: 'timeline' },
    { resource: () => stageChanges, field: 'dealId', label: 'Stages so far', as: 'timeline' },
    { resource: () => prospects, field: 'dealId', label: 'Came from' },
  ],
  prepare: prepareDeal,
  actions: { winning, losing, reopening },
});
