import { defineMigration } from 'guildhall/sdk';

const lostReasons = [
  'price',
  'competitor',
  'budget',
  'timing',
  'missing-feature',
  'no-need',
  'no-answer',
  'other',
];

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('crm_deals', (table) => {
      table.text('name', { required: true, max: 200 });
      table.reference('contact_id', 'crm_contacts');
      table.reference('company_id', 'crm_companies');
      table.reference('pipeline_id', 'crm_pipelines', { required: true });
      table.reference('stage_id', 'crm_stages', { required: true });
      table.integer('position', { default: 0 });
      table.bigint('value_minor');
      table.text('currency', { required: true, max: 3 });
      table.integer('probability', { required: true });
      table.choice('priority', ['low', 'medium', 'high', 'critical'], { default: 'medium' });
      table.choice('status', ['open', 'won', 'lost'], { required: true });
      table.day('closes_on');
      table.instant('closed_at');
      table.choice('lost_reason', lostReasons);
      table.text('lost_note', { max: 2_000 });
      table.user('owner_id');
      table.text('source', { max: 100 });
      table.text('next_step', { max: 300 });
      table.textList('tags');
      table.text('notes', { max: 20_000 });
      table.instant('stage_since', { required: true });
      table.instant('rots_at');
      for (const column of ['pipeline_id', 'stage_id', 'status', 'owner_id', 'contact_id', 'company_id']) {
        table.filterIndex(column);
      }
      for (const column of ['priority', 'source', 'lost_reason']) table.filterIndex(column);
      table.filterIndex('stage_id', 'position');
      for (const column of ['name', 'value_minor', 'closes_on', 'closed_at', 'rots_at']) {
        table.sortIndex(column);
      }
      table.searchable('name', 'next_step', 'source');
    });
    await schema.workspaceTable('crm_stage_changes', (table) => {
      table.reference('deal_id', 'crm_deals', { required: true, onDelete: 'cascade' });
      table.reference('from_stage_id', 'crm_stages');
      table.reference('to_stage_id', 'crm_stages', { required: true });
      table.text('summary', { required: true, max: 210 });
      table.double('days_in_stage', { required: true });
      table.user('moved_by_id');
      table.filterIndex('deal_id');
      table.filterIndex('to_stage_id');
    });
  },
  down: async (schema) => {
    await schema.dropTable('crm_stage_changes');
    await schema.dropTable('crm_deals');
  },
});
