import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** Values live in each record's `custom`; `custom_values` mirrors them in typed columns, for filters and sorts. */
const migration: CoreMigration = {
  async up(schema) {
    await schema.workspaceTable('custom_fields', (table) => {
      table.text('resource', { required: true, max: 120 });
      table.text('key', { required: true, max: 60 });
      table.text('label', { required: true, max: 100 });
      table.text('help', { max: 300 });
      table.choice(
        'kind',
        ['text', 'number', 'money', 'day', 'choice', 'multiChoice', 'checkbox', 'url', 'relation'],
        {
          required: true,
        },
      );
      table.boolean('is_required', { default: false });
      table.text('target', { max: 120 });
      table.integer('position', { default: 0 });
    });
    await schema.sql("alter table custom_fields add column choices jsonb not null default '[]'");
    await schema.sql('create unique index custom_fields_key on custom_fields (workspace_id, resource, key)');
    await schema.plainWorkspaceTable(
      'custom_values',
      [
        'field_id uuid not null',
        'record_id uuid not null',
        'position smallint not null default 0',
        'text_value text',
        'number_value double precision',
        'day_value date',
        'flag_value boolean',
        'foreign key (workspace_id, field_id) references custom_fields (workspace_id, id) on delete cascade',
      ],
      ['field_id', 'record_id', 'position'],
    );
    for (const column of ['text_value', 'number_value', 'day_value', 'flag_value']) {
      await schema.sql(
        `create index custom_values_${column} on custom_values (workspace_id, field_id, ${column}, record_id) where ${column} is not null`,
      );
    }
    await schema.sql('create index custom_values_record on custom_values (workspace_id, record_id)');
  },
  async down(schema) {
    await schema.dropTable('custom_values');
    await schema.dropTable('custom_fields');
  },
};

export default migration;
