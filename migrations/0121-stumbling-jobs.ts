import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** What failed for good or was taken back gets all its attempts anew, without its key; what waits goes at once. */
const retry = (alsoSet: string) => `
  with again as (
    update jobs j set state = 'ready', due_at = now(), attempts = case when j.state = 'delayed' then j.attempts else 0 end,
      crashes = 0, finished_at = null, is_cancelling = false, key = case when j.state = 'delayed' then j.key end${alsoSet}
    from unnest(workspaces, ids) as c(workspace_id, id)
    where ${outsideWorkspaces} and j.workspace_id = c.workspace_id and j.id = c.id
      and j.state in ('dead', 'cancelled', 'delayed') returning 1
  )
  select count(*)::integer from again`;

const retryFunction = (alsoSet: string) => ({
  name: 'jobs_retry',
  parameters: 'workspaces uuid[], ids uuid[]',
  returns: 'integer',
  language: 'sql' as const,
  volatility: 'volatile' as const,
  body: retry(alsoSet),
  tables: { jobs: 'select, update' },
});

/** Times that what a job stands on stumbled are counted apart from processes that died over it. */
export default {
  async up(schema) {
    await schema.sql('alter table jobs add column stumbles integer not null default 0');
    await schema.sql('drop function jobs_retry(uuid[], uuid[])');
    await schema.definerFunction(retryFunction(', stumbles = 0'));
  },

  async down(schema) {
    await schema.sql('drop function jobs_retry(uuid[], uuid[])');
    await schema.definerFunction(retryFunction(''));
    await schema.sql('alter table jobs drop column stumbles');
  },
} satisfies CoreMigration;
