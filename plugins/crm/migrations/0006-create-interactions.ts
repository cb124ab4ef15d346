import { defineMigration } from 'guildhall/sdk';

const types = ['call', 'email', 'meeting', 'note', 'task', 'sms', 'whatsapp', 'linkedin'];

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('crm_interactions', (table) => {
      table.choice('type', types, { required: true });
      table.choice('direction', ['inbound', 'outbound']);
      table.text('subject', { required: true, max: 300 });
      table.text('content', { max: 20_000 });
      table.text('outcome', { max: 500 });
      table.integer('duration_minutes');
      table.choice('priority', ['low', 'medium', 'high'], { default: 'medium' });
      table.instant('due_at');
      table.instant('scheduled_at');
      table.instant('completed_at');
      table.instant('happens_at', { required: true });
      table.reference('contact_id', 'crm_contacts');
      table.reference('company_id', 'crm_companies');
      table.reference('deal_id', 'crm_deals');
      table.reference('prospect_id', 'crm_prospects');
      table.user('assignee_id');
      table.user('logged_by_id');
      for (const column of ['type', 'direction', 'priority', 'contact_id', 'company_id', 'deal_id']) {
        table.filterIndex(column);
      }
      for (const column of ['prospect_id', 'assignee_id', 'logged_by_id']) table.filterIndex(column);
      for (const column of ['due_at', 'scheduled_at', 'completed_at', 'happens_at']) table.sortIndex(column);
      table.searchable('subject', 'content', 'outcome');
    });
    await schema.workspaceTable('crm_contact_merges', (table) => {
      table.reference('contact_id', 'crm_contacts', { required: true });
      table.reference('merged_id', 'crm_contacts', { required: true });
      table.text('merged_name', { required: true, max: 254 });
      table.textList('taken_fields');
      table.integer('moved_deals', { required: true });
      table.integer('moved_interactions', { required: true });
      table.user('merged_by_id');
      table.filterIndex('contact_id');
      table.filterIndex('merged_id');
    });
  },
  down: async (schema) => {
    await schema.dropTable('crm_contact_merges');
    await schema.dropTable('crm_interactions');
  },
});
