import { defineResource } from 'guildhall/sdk';
import { deals } from '../api.ts';
import { prepareStage } from '../domain/stages/prepare-stage.ts';
import { settingUp } from './access.ts';
import { stageFields } from './stage-fields.ts';

export const stage = defineResource('crm.stage', stageFields, {
  table: 'crm_stages',
  icon: 'columns-3',
  title: ['name'],
  create: ['pipelineId', 'name', 'position', 'kind', 'probability', 'colour', 'rottingDays'],
  update: ['name', 'position', 'kind', 'probability', 'colour', 'rottingDays'],
  access: settingUp,
  list: {
    columns: ['name', 'kind', 'probability', 'rottingDays', 'position', 'pipelineId', 'colour'],
    filter: ['pipelineId', 'kind'],
    sort: ['position'],
    search: ['name'],
    order: { field: 'position', direction: 'asc' },
  },
  form: [
    { title: 'Stage', fields: ['pipelineId', 'name', 'kind', 'probability'] },
    { title: 'On the board', fields: ['position', 'colour', 'rottingDays'] },
  ],
  related: [{ resource: () => deals, field: 'stageId' }],
  prepare: prepareStage,
});
