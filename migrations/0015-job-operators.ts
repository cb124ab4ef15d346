import type { DefinerFunction } from '../core/db/migrations/definer-function.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** By queue and state, without what has ended well: each count comes from the index of its state. */
const figures = `
  select job, plugin, state, count(*)::integer, (extract(epoch from now() - min(due_at)) * 1000)::double precision
  from jobs where ${outsideWorkspaces} and state = 'ready' group by 1, 2, 3
  union all
  select job, plugin, state, count(*)::integer, null from jobs
  where ${outsideWorkspaces} and state = 'delayed' group by 1, 2, 3
  union all
  select job, plugin, state, count(*)::integer, null from jobs
  where ${outsideWorkspaces} and state = 'running' group by 1, 2, 3
  union all
  select job, plugin, state, count(*)::integer, null from jobs
  where ${outsideWorkspaces} and state = 'held' group by 1, 2, 3
  union all
  select job, plugin, state, count(*)::integer, null from jobs
  where ${outsideWorkspaces} and state = 'dead' group by 1, 2, 3`;

/** What an operator asked to see, newest first; before a row, to go on from there. */
const listed = `
  select j.workspace_id, w.name, j.id, j.seq, j.plugin, j.job, j.kind, j.state, j.attempts, j.max_attempts, j.crashes,
    j.due_at, j.created_at, j.started_at, j.finished_at, j.last_error, j.progress, j.progress_note, j.is_cancelling, j.actor
  from jobs j join workspaces w on w.id = j.workspace_id
  where ${outsideWorkspaces} and j.state = any(states)
    and (of_plugin is null or j.plugin = of_plugin) and (of_job is null or j.job = of_job)
    and (of_workspace is null or j.workspace_id = of_workspace)
    and (before_seq is null or j.seq < before_seq)
  order by j.seq desc limit most`;

const chosen = `j.workspace_id = c.workspace_id and j.id = c.id`;
const choice = 'unnest(workspaces, ids) as c(workspace_id, id)';

/** What failed for good or was taken back gets all its attempts anew; what waits goes at once. */
const retry = `
  with again as (
    update jobs j set state = 'ready', due_at = now(), attempts = case when j.state = 'delayed' then j.attempts else 0 end,
      crashes = 0, finished_at = null, is_cancelling = false
    from ${choice} where ${outsideWorkspaces} and ${chosen} and j.state in ('dead', 'cancelled', 'delayed') returning 1
  )
  select count(*)::integer from again`;

/** What waits is taken back at once; what runs is told to stop and writes nothing more. */
const cancel = `
  with stopped as (
    update jobs j set
      state = case when j.state = 'running' then j.state else 'cancelled' end,
      finished_at = case when j.state = 'running' then null else now() end,
      is_cancelling = j.state = 'running'
    from ${choice} where ${outsideWorkspaces} and ${chosen}
      and j.state in ('delayed', 'ready', 'running', 'held', 'dead') returning 1
  )
  select count(*)::integer from stopped`;

const ofChosen = {
  parameters: 'workspaces uuid[], ids uuid[]',
  returns: 'integer',
  language: 'sql',
} as const;

const functions: readonly DefinerFunction[] = [
  {
    name: 'jobs_figures',
    parameters: '',
    returns: 'table (job text, plugin text, state text, count integer, oldest_ms double precision)',
    language: 'sql',
    body: figures,
    tables: { jobs: 'select' },
  },
  {
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
  },
  {
    name: 'jobs_retry',
    ...ofChosen,
    volatility: 'volatile',
    body: retry,
    tables: { jobs: 'select, update' },
  },
  {
    name: 'jobs_cancel',
    ...ofChosen,
    volatility: 'volatile',
    body: cancel,
    tables: { jobs: 'select, update' },
  },
];

export default {
  async up(schema) {
    for (const definition of functions) await schema.definerFunction(definition);
    await schema.sql('create index jobs_newest on jobs (seq)');
  },

  async down(schema) {
    await schema.sql('drop index jobs_newest');
    for (const { name } of functions) await schema.sql(`drop function ${name}`);
  },
} satisfies CoreMigration;
