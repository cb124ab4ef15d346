import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('crm_pipelines', (table) => {
      table.text('name', { required: true, max: 100 });
      table.integer('position', { required: true });
      table.sortIndex('position');
      table.sortIndex('name');
      table.unique('name');
      table.searchable('name');
    });
    await schema.workspaceTable('crm_stages', (table) => {
      table.reference('pipeline_id', 'crm_pipelines', { required: true });
      table.text('name', { required: true, max: 100 });
      table.integer('position', { required: true });
      table.integer('probability', { required: true });
      table.choice('kind', ['open', 'won', 'lost'], { default: 'open' });
      table.text('colour', { max: 20, default: 'blue' });
      table.integer('rotting_days');
      table.filterIndex('pipeline_id');
      table.filterIndex('kind');
      table.sortIndex('position');
      table.unique('pipeline_id', 'name');
      table.searchable('name');
    });
  },
  down: async (schema) => {
    await schema.dropTable('crm_stages');
    await schema.dropTable('crm_pipelines');
  },
});
