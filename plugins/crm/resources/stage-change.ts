import { decimal, defineResource, type Row, reference, text, user } from 'guildhall/sdk';
import { deals, stages } from '../api.ts';
import { history } from './access.ts';

const fields = {
  dealId: reference(() => deals, { required: true, label: 'Deal' }),
  summary: text({ required: true, max: 210, label: 'Move' }),
  /** Empty where the stage lay in the trash by then; the summary keeps its name. */
  fromStageId: reference(() => stages, { label: 'From' }),
  toStageId: reference(() => stages, { required: true, label: 'To' }),
  daysInStage: decimal({ required: true, min: 0, label: 'Days in the stage before' }),
  movedById: user({ label: 'Moved by' }),
};

export type StageChange = Row<typeof fields>;

export const stageChange = defineResource('crm.stage-change', fields, {
  table: 'crm_stage_changes',
  icon: 'arrows-right',
  title: ['summary'],
  create: [],
  update: [],
  access: history,
  list: {
    columns: ['summary', 'dealId', 'daysInStage', 'movedById', 'createdAt'],
    filter: ['dealId', 'toStageId'],
    sort: [],
  },
  customFields: false,
  importable: false,
});
