import type { CoreMigration } from '../core/db/migrations/steps.ts';

/**
 * Who did what and when stays; what the values were goes, where they are about a person who is erased: of these
 * records, and wherever their address is mentioned. Only inside its workspace.
 */
const forget = `
  with blanked as (
    update audit_log a set changes = null, args = null, args_hash = null, result = null
    where a.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
      and (a.changes is not null or a.args is not null or a.result is not null)
      and (a.record_id = any(records) or concat(a.changes, a.args, a.result) ilike mention escape '\\')
    returning 1
  )
  select count(*)::integer from blanked`;

export default {
  async up(schema) {
    await schema.definerFunction({
      name: 'audit_forget',
      parameters: 'records uuid[], mention text',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: forget,
      tables: { audit_log: 'select, update' },
    });
  },
  async down(schema) {
    await schema.sql('drop function audit_forget(uuid[], text)');
  },
} satisfies CoreMigration;
