import { defineMigration } from 'guildhall/sdk';

/** What a contact or a prospect is called: a person's name, else the best there is. */
const nameOf = (...others: string[]): string =>
  `coalesce(nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), ${others.map((column) => `nullif(${column}, '')`).join(', ')}, '')`;

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('crm_contacts', (table) => {
      table.text('first_name', { max: 100 });
      table.text('last_name', { max: 100 });
      table.text('email', { max: 254 });
      table.text('phone', { max: 40 });
      table.text('mobile', { max: 40 });
      table.text('job_title', { max: 150 });
      table.reference('company_id', 'crm_companies');
      table.user('owner_id');
      table.choice('status', ['lead', 'active', 'inactive', 'churned'], { default: 'lead' });
      table.text('source', { max: 100 });
      table.textList('tags');
      table.integer('lead_score', { default: 0 });
      table.instant('last_contacted_at');
      table.text('website', { max: 2_000 });
      table.text('linkedin', { max: 2_000 });
      table.text('street', { max: 200 });
      table.text('city', { max: 100 });
      table.text('postal_code', { max: 20 });
      table.text('region', { max: 100 });
      table.text('country', { max: 100 });
      table.text('notes', { max: 20_000 });
      for (const column of ['status', 'owner_id', 'company_id', 'email', 'source', 'country']) {
        table.filterIndex(column);
      }
      for (const column of ['last_name', 'lead_score', 'last_contacted_at']) table.sortIndex(column);
      table.searchable('first_name', 'last_name', 'email', 'phone', 'mobile', 'job_title');
    });
    await schema.sql(
      `alter table crm_contacts add column name text not null generated always as (${nameOf('email', 'phone')}) stored`,
    );
    await schema.alterTable('crm_contacts', (table) => table.sortIndex('name'));
  },
  down: (schema) => schema.dropTable('crm_contacts'),
});
