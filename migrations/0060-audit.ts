import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** One row for each record that changed, and one for each action that was asked for. */
const columns = [
  'id bigint generated always as identity',
  'at timestamptz(3) not null',
  "entry text not null check (entry in ('change', 'call'))",
  // The call it is, or belongs to; none for a change made without one.
  'call_id uuid',
  'actor text not null',
  'actor_name text not null',
  // Who answers for a key or a program.
  'user_id uuid',
  'approved_by uuid',
  'door text not null',
  'action text not null',
  'resource text',
  'record_id uuid',
  'version integer',
  'kind text',
  // Each field that changed: [before, after].
  'changes jsonb',
  'args jsonb',
  'args_hash text',
  'result jsonb',
  "outcome text not null default 'done' check (outcome in ('done', 'refused', 'failed', 'waiting', 'rejected', 'expired'))",
  'reason text',
  'duration_ms integer',
  'request_id text',
  // The row that this one took back.
  'undoes bigint',
];

const indexes = [
  'create index audit_log_record_index on audit_log (workspace_id, record_id, id) where record_id is not null',
  'create index audit_log_call_index on audit_log (workspace_id, call_id) where call_id is not null',
  "create unique index audit_log_undone_key on audit_log (workspace_id, undoes) where undoes is not null and outcome = 'done'",
];

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('audit_log', columns, ['id']);
    for (const index of indexes) await schema.sql(index);
    for (const verb of ['update', 'delete']) {
      await schema.sql(`create policy no_${verb} on audit_log as restrictive for ${verb} using (false)`);
    }
  },

  async down(schema) {
    await schema.dropTable('audit_log');
  },
} satisfies CoreMigration;
