import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: (schema) =>
    schema.workspaceTable('crm_companies', (table) => {
      table.text('name', { required: true, max: 200 });
      table.text('domain', { max: 253 });
      table.text('email', { max: 254 });
      table.text('phone', { max: 40 });
      table.text('website', { max: 2_000 });
      table.text('linkedin', { max: 2_000 });
      table.text('industry', { max: 100 });
      table.integer('employees');
      table.choice('status', ['lead', 'active', 'inactive', 'churned'], { default: 'lead' });
      table.user('owner_id');
      table.reference('parent_id', 'crm_companies');
      table.text('source', { max: 100 });
      table.textList('tags');
      table.bigint('lifetime_value_minor');
      table.text('currency', { required: true, max: 3 });
      table.instant('last_order_at');
      table.text('street', { max: 200 });
      table.text('city', { max: 100 });
      table.text('postal_code', { max: 20 });
      table.text('region', { max: 100 });
      table.text('country', { max: 100 });
      table.text('notes', { max: 20_000 });
      for (const column of ['status', 'owner_id', 'parent_id', 'domain', 'industry', 'source', 'country']) {
        table.filterIndex(column);
      }
      for (const column of ['name', 'employees', 'lifetime_value_minor', 'last_order_at']) {
        table.sortIndex(column);
      }
      table.searchable('name', 'domain', 'email', 'phone', 'city');
    }),
  down: (schema) => schema.dropTable('crm_companies'),
});
