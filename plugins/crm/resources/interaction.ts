import { defineResource } from 'guildhall/sdk';
import { completion } from '../actions/completion.ts';
import { checkInteraction } from '../domain/interactions/check-interaction.ts';
import { prepareInteraction } from '../domain/interactions/prepare-interaction.ts';
import { dailyWork } from './access.ts';
import { interactionFields } from './interaction-fields.ts';

const { happensAt: _happensAt, loggedById: _loggedById, ...given } = interactionFields;
const names = Object.keys(given) as (keyof typeof given)[];

export const interaction = defineResource('crm.interaction', interactionFields, {
  table: 'crm_interactions',
  label: ['Activity', 'Activities'],
  icon: 'activity',
  title: ['subject'],
  create: names,
  update: names,
  access: dailyWork,
  list: {
    columns: ['subject', 'type', 'contactId', 'dealId', 'assigneeId', 'completedAt', 'happensAt'],
    filter: [
      'type',
      'direction',
      'priority',
      'contactId',
      'companyId',
      'dealId',
      'prospectId',
      'assigneeId',
      'loggedById',
      'dueAt',
      'scheduledAt',
      'completedAt',
      'happensAt',
    ],
    sort: ['happensAt', 'dueAt', 'scheduledAt', 'completedAt'],
    search: ['subject', 'content', 'outcome'],
    order: { field: 'happensAt', direction: 'desc' },
  },
  form: [
    { title: 'What', fields: ['type', 'subject', 'content', 'direction', 'priority'] },
    { title: 'When', fields: ['dueAt', 'scheduledAt', 'completedAt', 'durationMinutes', 'outcome'] },
    { title: 'With whom', fields: ['contactId', 'companyId', 'dealId', 'prospectId', 'assigneeId'] },
  ],
  check: checkInteraction,
  prepare: prepareInteraction,
  actions: { completion },
});
