import type { CoreMigration } from '../core/db/migrations/steps.ts';

const states = ['delayed', 'ready', 'running', 'held', 'done', 'dead', 'cancelled'];
const unfinished = "state in ('delayed', 'ready', 'running', 'held')";

const jobs = [
  'id uuid not null',
  // The order of arrival: by it a lane is kept, and what is due at one moment goes first come, first served.
  'seq bigint generated always as identity',
  'plugin text not null',
  'job text not null',
  "kind text not null check (kind in ('job', 'delivery'))",
  "payload jsonb not null default '{}'",
  `state text not null check (state in (${states.map((state) => `'${state}'`).join(', ')}))`,
  'priority smallint not null default 5',
  'due_at timestamptz(3) not null default now()',
  'attempts integer not null default 0',
  'max_attempts integer not null check (max_attempts > 0)',
  // Processes that died over it: counted apart, because a kill says little about the job.
  'crashes integer not null default 0',
  'lease_owner uuid',
  'lease_until timestamptz(3)',
  // Counts claims: who holds an older number writes nothing.
  'fence bigint not null default 0',
  // Of those with one key only one waits; cleared when it starts.
  'key text check (char_length(key) <= 200)',
  // Of those in one lane one runs at a time, in order.
  'lane text check (char_length(lane) <= 400)',
  'is_cancelling boolean not null default false',
  'progress real',
  'progress_note text check (char_length(progress_note) <= 500)',
  'last_error text check (char_length(last_error) <= 4000)',
  'actor text not null',
  'event_id bigint',
  'schedule text',
  'created_at timestamptz(3) not null default now()',
  'started_at timestamptz(3)',
  'finished_at timestamptz(3)',
];

const indexes = [
  "create index jobs_ready on jobs (workspace_id, job, priority, due_at, seq) where state = 'ready'",
  "create index jobs_delayed on jobs (due_at) where state = 'delayed'",
  "create index jobs_running on jobs (job, workspace_id) where state = 'running'",
  "create index jobs_held on jobs (workspace_id, plugin) where state = 'held'",
  "create index jobs_dead on jobs (finished_at, seq) where state = 'dead'",
  "create index jobs_ended on jobs (finished_at) where state in ('done', 'cancelled')",
  `create unique index jobs_key on jobs (workspace_id, job, key)
     where key is not null and state in ('delayed', 'ready', 'held')`,
  `create index jobs_lane on jobs (workspace_id, job, lane, seq) where lane is not null and ${unfinished}`,
  'create unique index jobs_event on jobs (workspace_id, job, event_id) where event_id is not null',
  `create index jobs_schedule on jobs (workspace_id, schedule) where schedule is not null and ${unfinished}`,
  // Rows change state several times and then rest: clean up early, or the indexes of what waits grow.
  'alter table jobs set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, fillfactor = 85)',
];

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('jobs', jobs, ['id']);
    for (const index of indexes) await schema.sql(index);
  },

  async down(schema) {
    await schema.sql('drop table jobs');
  },
} satisfies CoreMigration;
