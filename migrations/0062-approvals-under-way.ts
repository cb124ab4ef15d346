import type { CoreMigration } from '../core/db/migrations/steps.ts';

const states = ['waiting', 'running', 'done', 'failed', 'rejected', 'expired'];

const outside = "nullif(current_setting('app.workspace_id', true), '') is null";

/** What waited too long, and what somebody began and never ended. */
const due = `select distinct workspace_id from action_approvals
  where ${outside} and (state = 'waiting' and expires_at <= before or state = 'running' and decided_at <= broken_off_before)`;

function allow(list: readonly string[]): string {
  const names = list.map((state) => `'${state}'`).join(', ');
  return `alter table action_approvals drop constraint action_approvals_state_check,
    add constraint action_approvals_state_check check (state in (${names}))`;
}

export default {
  async up(schema) {
    await schema.sql(allow(states));
    await schema.sql(
      "create index action_approvals_running_index on action_approvals (decided_at) where state = 'running'",
    );
    await schema.definerFunction({
      name: 'action_approvals_due',
      parameters: 'before timestamptz, broken_off_before timestamptz',
      returns: 'setof uuid',
      language: 'sql',
      body: due,
      tables: { action_approvals: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function action_approvals_due(timestamptz, timestamptz)');
    await schema.sql('drop index action_approvals_running_index');
    // The rows of all workspaces, which the owner sees only where the policies do not hold it as well.
    await schema.sql('alter table action_approvals no force row level security');
    await schema.sql("update action_approvals set state = 'failed' where state = 'running'");
    await schema.sql('alter table action_approvals force row level security');
    await schema.sql(allow(states.filter((state) => state !== 'running')));
  },
} satisfies CoreMigration;
