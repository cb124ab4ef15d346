import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** Where each schedule stands in each workspace that has it. */
const schedules = [
  'id text not null',
  'cron text not null',
  'time_zone text not null',
  // The next time by the clock that has not been dealt with.
  'due_at timestamptz(3) not null',
  // What time it was when that was worked out: should it be earlier again, the clock has been put back.
  'armed_at timestamptz(3) not null',
];

/** Every time that was dealt with: what makes a second firing of it impossible. */
const fires = [
  'schedule text not null',
  'fire_at timestamptz(3) not null',
  // Null when it was left out, because the one before still ran.
  'job_id uuid',
  'made_at timestamptz(3) not null default now()',
];

/** The schedules this process knows, and where they are on. */
const knownSql = `
  known as materialized (
    select * from jsonb_to_recordset(declared) as k(id text, needs text[], cron text, time_zone text)
  ),
  places as (
    select w.id as workspace_id, k.id, k.cron, coalesce(k.time_zone, w.timezone) as time_zone
    from workspaces w cross join known k where not exists (
      select from unnest(k.needs) needed where not exists (
        select from plugin_switches p where p.workspace_id = w.id and p.plugin_id = needed and p.is_on))
  )`;

/** Takes away what is off in its workspace and answers what is missing or has changed. */
const wantedSql = `
  with ${knownSql},
  gone as (
    delete from schedules s using known k where ${outsideWorkspaces} and s.id = k.id
      and not exists (select from places p where p.workspace_id = s.workspace_id and p.id = s.id)
  )
  select p.* from places p left join schedules s on s.workspace_id = p.workspace_id and s.id = p.id
  where ${outsideWorkspaces} and (s.id is null or s.cron <> p.cron or s.time_zone <> p.time_zone)`;

/** What is due at this moment, or was worked out in a future that has not come yet. */
const due = `
  select s.workspace_id, s.id from schedules s
  where ${outsideWorkspaces} and s.id = any(ids) and (s.due_at <= moment or s.armed_at > moment + interval '1 minute')
  order by s.due_at limit most`;

const forget = `
  with oldest as (
    select workspace_id, schedule, fire_at from schedule_fires
    where ${outsideWorkspaces} and made_at < before order by made_at limit most
  ),
  gone as (
    delete from schedule_fires f using oldest o
    where f.workspace_id = o.workspace_id and f.schedule = o.schedule and f.fire_at = o.fire_at returning 1
  )
  select count(*)::integer from gone`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('schedules', schedules, ['id']);
    await schema.sql('create index schedules_due on schedules (due_at)');
    await schema.sql('create index schedules_armed on schedules (armed_at)');
    await schema.plainWorkspaceTable('schedule_fires', fires, ['schedule', 'fire_at']);
    await schema.sql('create index schedule_fires_made on schedule_fires (made_at)');
    await schema.definerFunction({
      name: 'schedules_wanted',
      parameters: 'declared jsonb',
      returns: 'table (workspace_id uuid, id text, cron text, time_zone text)',
      language: 'sql',
      volatility: 'volatile',
      body: wantedSql,
      tables: { schedules: 'select, delete', workspaces: 'select', plugin_switches: 'select' },
    });
    await schema.definerFunction({
      name: 'schedules_due',
      parameters: 'moment timestamptz, ids text[], most integer',
      returns: 'table (workspace_id uuid, id text)',
      language: 'sql',
      body: due,
      tables: { schedules: 'select' },
    });
    await schema.definerFunction({
      name: 'schedule_fires_forget',
      parameters: 'before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: forget,
      tables: { schedule_fires: 'select, delete' },
    });
  },

  async down(schema) {
    await schema.sql('drop function schedule_fires_forget(timestamptz, integer)');
    await schema.sql('drop function schedules_due(timestamptz, text[], integer)');
    await schema.sql('drop function schedules_wanted(jsonb)');
    for (const table of ['schedule_fires', 'schedules']) await schema.sql(`drop table ${table}`);
  },
} satisfies CoreMigration;
