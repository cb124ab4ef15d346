import type { CoreMigration } from '../core/db/migrations/steps.ts';

export default {
  async up(schema) {
    // How many workspaces would miss a plugin, for the admin of the instance, who sees no workspace's rows.
    await schema.definerFunction({
      name: 'switched_on_in',
      parameters: 'the_plugin text',
      returns: 'integer',
      language: 'sql',
      body: 'select count(*)::integer from plugin_switches where plugin_id = the_plugin and is_on',
      tables: { plugin_switches: 'select' },
    });
  },
  async down(schema) {
    await schema.sql('drop function switched_on_in(text)');
  },
} satisfies CoreMigration;
