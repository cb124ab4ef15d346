import type { CoreMigration } from '../core/db/migrations/steps.ts';
import theirs from './0112-audit-erasure.ts';

/** Written by the owner alone, used up by the one transaction it names. */
const columns = [
  'id uuid primary key',
  'transaction xid8 not null',
  'workspace uuid not null',
  'records uuid[] not null',
  'mention text',
  'ordered_at timestamptz not null default now()',
];

/**
 * What is to be forgotten stands in the order, not in the call: whoever may call this and was ordered nothing changes
 * nothing, in whatever words they ask.
 */
const forget = `
  declare
    ordered audit_erasures;
    blanked integer;
  begin
    delete from audit_erasures e where e.id = erasure and e.transaction = pg_current_xact_id()
      and e.workspace = nullif(current_setting('app.workspace_id', true), '')::uuid
      returning e.* into ordered;
    if not found then
      raise exception 'Nobody ordered that the audit forgets this.' using errcode = 'insufficient_privilege';
    end if;
    update audit_log a set changes = null, args = null, args_hash = null, result = null
      where a.workspace_id = ordered.workspace
        and (a.changes is not null or a.args is not null or a.result is not null)
        and (a.record_id = any(ordered.records)
          or concat(a.changes, a.args, a.result) ilike ordered.mention escape '\\');
    get diagnostics blanked = row_count;
    return blanked;
  end`;

export default {
  async up(schema) {
    await theirs.down(schema);
    await schema.ownerTable('audit_erasures', columns);
    await schema.sql("comment on table audit_erasures is 'guildhall: passing'");
    await schema.definerFunction({
      name: 'audit_forget',
      parameters: 'erasure uuid',
      returns: 'integer',
      language: 'plpgsql',
      volatility: 'volatile',
      body: forget,
      tables: { audit_log: 'select, update', audit_erasures: 'select, delete' },
    });
  },
  async down(schema) {
    await schema.sql('drop function audit_forget(uuid)');
    await schema.sql('drop table audit_erasures');
    await theirs.up(schema);
  },
} satisfies CoreMigration;
