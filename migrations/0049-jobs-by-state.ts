import type { CoreMigration } from '../core/db/migrations/steps.ts';
import theirs from './0015-job-operators.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** What an operator asked to see, newest first, state by state: what rests with the done is not read on the way. */
const listed = `
  select found.* from unnest(states) as wanted(state) cross join lateral (
    select j.workspace_id, w.name, j.id, j.seq, j.plugin, j.job, j.kind, j.state, j.attempts, j.max_attempts, j.crashes,
      j.due_at, j.created_at, j.started_at, j.finished_at, j.last_error, j.progress, j.progress_note, j.is_cancelling, j.actor
    from jobs j join workspaces w on w.id = j.workspace_id
    where ${outsideWorkspaces} and j.state = wanted.state
      and (of_plugin is null or j.plugin = of_plugin) and (of_job is null or j.job = of_job)
      and (of_workspace is null or j.workspace_id = of_workspace)
      and (before_seq is null or j.seq < before_seq)
    order by j.seq desc limit most
  ) found
  order by found.seq desc limit most`;

export default {
  async up(schema) {
    await schema.sql('drop index jobs_newest');
    // Also for whatever asks for several states at once, which fits no index of a single one.
    await schema.sql('create index jobs_newest on jobs (state, seq)');
    await schema.sql('drop function jobs_listed');
    await schema.definerFunction({
      name: 'jobs_listed',
      parameters:
        'states text[], of_plugin text, of_job text, of_workspace uuid, before_seq bigint, most integer',
      returns: `table (workspace_id uuid, workspace_name text, id uuid, seq bigint, plugin text, job text, kind text,
        state text, attempts integer, max_attempts integer, crashes integer, due_at timestamptz, created_at timestamptz,
        started_at timestamptz, finished_at timestamptz, last_error text, progress real, progress_note text,
        is_cancelling boolean, actor text)`,
      language: 'sql',
      body: listed,
      tables: { jobs: 'select', workspaces: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop index jobs_newest');
    await schema.sql('create index jobs_newest on jobs (seq)');
    await schema.sql('drop function jobs_listed');
    const { definerFunction } = schema;
    await theirs.up({
      ...schema,
      sql: () => Promise.resolve(),
      definerFunction: async (one) => (one.name === 'jobs_listed' ? definerFunction(one) : undefined),
    });
  },
} satisfies CoreMigration;
