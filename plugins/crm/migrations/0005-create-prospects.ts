import { defineMigration } from 'guildhall/sdk';

const stages = ['new', 'contacted', 'qualified', 'unqualified', 'converted'];
const reasons = ['budget', 'not-a-fit', 'no-need', 'no-answer', 'duplicate', 'other'];
const name =
  "coalesce(nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), nullif(company_name, ''), nullif(email, ''), '')";

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('crm_prospects', (table) => {
      table.text('first_name', { max: 100 });
      table.text('last_name', { max: 100 });
      table.text('email', { max: 254 });
      table.text('phone', { max: 40 });
      table.text('job_title', { max: 150 });
      table.text('company_name', { max: 200 });
      table.text('website', { max: 2_000 });
      table.choice('stage', stages, { default: 'new' });
      table.integer('position', { default: 0 });
      table.choice('unqualified_reason', reasons);
      table.bigint('value_minor');
      table.text('currency', { required: true, max: 3 });
      table.integer('probability');
      table.day('closes_on');
      table.user('owner_id');
      table.text('source', { max: 100 });
      table.textList('tags');
      table.text('notes', { max: 20_000 });
      table.reference('contact_id', 'crm_contacts');
      table.reference('company_id', 'crm_companies');
      table.reference('deal_id', 'crm_deals');
      table.instant('converted_at');
      for (const column of ['stage', 'owner_id', 'source', 'email', 'contact_id', 'company_id', 'deal_id']) {
        table.filterIndex(column);
      }
      table.filterIndex('stage', 'position');
      for (const column of ['value_minor', 'closes_on', 'converted_at']) table.sortIndex(column);
      table.searchable('first_name', 'last_name', 'company_name', 'email', 'phone');
    });
    await schema.sql(
      `alter table crm_prospects add column name text not null generated always as (${name}) stored`,
    );
    await schema.alterTable('crm_prospects', (table) => table.sortIndex('name'));
  },
  down: (schema) => schema.dropTable('crm_prospects'),
});
