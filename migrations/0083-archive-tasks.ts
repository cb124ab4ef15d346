import { natureMark } from '../core/backup/catalogue/table-shape.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** When backups are made by themselves; one row once somebody has said so. */
const plan = [
  'is_plan boolean primary key default true check (is_plan)',
  'is_on boolean not null',
  "rhythm text not null check (rhythm in ('hourly', 'daily', 'weekly'))",
  "at_time text not null check (at_time ~ '^[0-2][0-9]:[0-5][0-9]$')",
  'weekday smallint not null check (weekday between 0 and 6)',
  'time_zone text not null',
  'keep integer not null check (keep between 1 and 1000)',
  // The public half of an age key; null for what the environment says.
  'recipient text',
  'due_at timestamptz(3) not null',
  // What time it was when that was worked out: should it be earlier again, the clock has been put back.
  'armed_at timestamptz(3) not null',
];

/** Backups, checks, exports and the like: asked for on a page, done by a process that works. */
const tasks = [
  'id uuid primary key',
  'seq bigint generated always as identity',
  "kind text not null check (kind in ('backup', 'check', 'export', 'return'))",
  "state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed'))",
  // The workspace it is about; null for the whole instance.
  'about uuid',
  // The name of the archive, known as soon as it begins.
  'file text check (char_length(file) <= 200)',
  'recipient text',
  // Asked for by the plan, for this time: once.
  'planned_for timestamptz(3) unique',
  'asked_by text not null',
  'asked_at timestamptz(3) not null default now()',
  'started_at timestamptz(3)',
  'finished_at timestamptz(3)',
  'attempts integer not null default 0',
  'lease_owner uuid',
  'lease_until timestamptz(3)',
  'progress real not null default 0',
  'note text check (char_length(note) <= 500)',
  'bytes bigint',
  'sha256 text',
  'rows bigint',
  'error text check (char_length(error) <= 4000)',
];

export default {
  async up(schema) {
    await schema.instanceTable('backup_plan', plan);
    await schema.instanceTable('archive_tasks', tasks);
    await schema.sql(
      "create index archive_tasks_open on archive_tasks (seq) where state in ('waiting', 'running')",
    );
    await schema.sql('create index archive_tasks_about on archive_tasks (about, seq)');
    // What was asked of one instance is not asked of the one that is restored from its backup.
    await schema.sql(`comment on table archive_tasks is '${natureMark}passing'`);
  },

  async down(schema) {
    await schema.dropTable('archive_tasks');
    await schema.dropTable('backup_plan');
  },
} satisfies CoreMigration;
