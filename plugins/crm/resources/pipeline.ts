import { defineResource, integer, type Row, text } from 'guildhall/sdk';
import { deals, stages } from '../api.ts';
import { settingUp } from './access.ts';

const fields = {
  name: text({ required: true, max: 100 }),
  position: integer({ default: 0, help: 'The first one takes new deals.' }),
};

export type Pipeline = Row<typeof fields>;

export const pipeline = defineResource('crm.pipeline', fields, {
  table: 'crm_pipelines',
  icon: 'git-branch',
  title: ['name'],
  create: ['name', 'position'],
  update: ['name', 'position'],
  access: settingUp,
  list: { columns: ['name', 'position'], filter: [], sort: ['position', 'name'], search: ['name'] },
  form: [{ title: 'Pipeline', fields: ['name', 'position'] }],
  related: [
    { resource: () => stages, field: 'pipelineId' },
    { resource: () => deals, field: 'pipelineId' },
  ],
  matchOn: ['name'],
});
