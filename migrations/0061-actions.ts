import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** Answers kept for a day, so that an action asked for again with the same key is done once. */
const keys = [
  'actor text not null',
  'key text not null check (char_length(key) <= 200)',
  'action text not null',
  'args_hash text not null',
  "state text not null check (state in ('started', 'done'))",
  'answer jsonb',
  'expires_at timestamptz(3) not null',
];

const approvals = [
  'id uuid not null',
  'action text not null',
  'args jsonb not null',
  'args_hash text not null',
  'effect text not null',
  'risk text not null',
  // What would change, and the versions it was told for.
  'preview jsonb not null',
  "versions jsonb not null default '[]'",
  "state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'rejected', 'expired'))",
  'actor jsonb not null',
  'actor_name text not null',
  'user_id uuid',
  'door text not null',
  'request_id text',
  'asked_at timestamptz(3) not null',
  'expires_at timestamptz(3) not null',
  'decided_by uuid',
  'decided_by_name text',
  'decided_at timestamptz(3)',
  'was_edited boolean not null default false',
  'reason text',
  'result jsonb',
  'call_id uuid',
];

const outside = "nullif(current_setting('app.workspace_id', true), '') is null";

const forgetKeys = `
  with gone as (delete from action_keys where ${outside} and expires_at < before returning 1)
  select count(*)::integer from gone`;

const overdue = `select distinct workspace_id from action_approvals
  where ${outside} and state = 'waiting' and expires_at < before`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('action_keys', keys, ['actor', 'key']);
    await schema.sql('create index action_keys_expiry_index on action_keys (expires_at)');
    await schema.plainWorkspaceTable('action_approvals', approvals, ['id']);
    await schema.sql(
      'create index action_approvals_state_index on action_approvals (workspace_id, state, id)',
    );
    await schema.sql(
      "create index action_approvals_expiry_index on action_approvals (expires_at) where state = 'waiting'",
    );
    // What a workspace asks for beyond what is always so.
    await schema.plainWorkspaceTable(
      'action_rules',
      ["rules jsonb not null default '[]'", 'changed_by uuid', 'changed_at timestamptz(3) not null'],
      [],
    );
    await schema.definerFunction({
      name: 'action_keys_forget',
      parameters: 'before timestamptz',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: forgetKeys,
      tables: { action_keys: 'select, delete' },
    });
    await schema.definerFunction({
      name: 'action_approvals_overdue',
      parameters: 'before timestamptz',
      returns: 'setof uuid',
      language: 'sql',
      body: overdue,
      tables: { action_approvals: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function action_keys_forget(timestamptz)');
    await schema.sql('drop function action_approvals_overdue(timestamptz)');
    for (const table of ['action_rules', 'action_approvals', 'action_keys']) await schema.dropTable(table);
  },
} satisfies CoreMigration;
