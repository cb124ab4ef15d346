import { defineResource, type FieldValues, integer, type Row, text } from 'guildhall/sdk';
import { deals, stages } from '../api.ts';
import { placePipeline } from '../domain/pipelines/place-pipeline.ts';
import { settingUp } from './access.ts';

const fields = {
  name: text({ required: true, max: 100 }),
  position: integer({ filled: true, help: 'The first one takes new deals; last, when left empty.' }),
};

export type Pipeline = Row<typeof fields>;
export type PipelineValues = Partial<FieldValues<typeof fields>>;

export const pipeline = defineResource('crm.pipeline', fields, {
  table: 'crm_pipelines',
  icon: 'git-branch',
  title: ['name'],
  create: ['name', 'position'],
  update: ['name', 'position'],
  access: settingUp,
  list: {
    columns: ['name', 'position'],
    filter: [],
    sort: ['position', 'name'],
    search: ['name'],
    order: { field: 'position', direction: 'asc' },
  },
  form: [{ title: 'Pipeline', fields: ['name', 'position'] }],
  related: [
    { resource: () => stages, field: 'pipelineId' },
    { resource: () => deals, field: 'pipelineId' },
  ],
  matchOn: ['name'],
  prepare: placePipeline,
});
