import type { CoreMigration } from '../core/db/migrations/steps.ts';

const states = ['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled', 'undoing'];

const imports = [
  'id uuid not null',
  'resource text not null',
  `state text not null check (state in (${states.map((state) => `'${state}'`).join(', ')}))`,
  // Who acts: enough to find out, when a batch runs, what they may still do.
  'actor jsonb not null',
  'file_key text',
  'file_name text not null check (char_length(file_name) <= 255)',
  'file_bytes bigint not null',
  'file_rows integer not null default 0',
  'format jsonb not null',
  "first_lines jsonb not null default '[]'",
  "columns jsonb not null default '[]'",
  "mapping jsonb not null default '[]'",
  "options jsonb not null default '{}'",
  'check_result jsonb',
  // All rows of the file up to this one, counted as a spreadsheet does, are committed, whichever way they went.
  'last_row integer not null default 0',
  'created_count integer not null default 0',
  'updated_count integer not null default 0',
  'skipped_count integer not null default 0',
  'failed_count integer not null default 0',
  'reason text',
  'is_cancelling boolean not null default false',
  'lease_owner uuid',
  'lease_until timestamptz(3)',
  'created_at timestamptz(3) not null default now()',
  'started_at timestamptz(3)',
  'finished_at timestamptz(3)',
  'undone_at timestamptz(3)',
  'undone_removed integer not null default 0',
  'undone_restored integer not null default 0',
  'undone_kept integer not null default 0',
];

const ofImport =
  'foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade';

/** One row per batch, not per record: it is what taking an import back goes by. */
const batches = [
  'import_id uuid not null',
  'first_row integer not null',
  'last_row integer not null',
  "created_ids uuid[] not null default '{}'",
  // Records of other resources that were made on the way: ids by resource.
  "also_created jsonb not null default '{}'",
  // What updated records held before, with the version they have since.
  "updated jsonb not null default '[]'",
  ofImport,
];

const failures = [
  'import_id uuid not null',
  'row_number integer not null',
  'line_number integer not null',
  'problems jsonb not null',
  'cells jsonb not null',
  ofImport,
];

const mappings = [
  'resource text not null',
  'signature text not null',
  'mapping jsonb not null',
  'options jsonb not null',
  'used_at timestamptz(3) not null default now()',
];

/** What waits for a process, over all workspaces: ids only. */
const due = `
  select i.workspace_id, i.id from imports i
  where nullif(current_setting('app.workspace_id', true), '') is null
    and i.state in ('checking', 'running', 'undoing') and (i.lease_until is null or i.lease_until < now())
  order by i.created_at limit most`;

/** What nobody needs any more, over all workspaces: files of finished imports, and imports never started. */
const stale = `
  select i.workspace_id, i.id from imports i
  where nullif(current_setting('app.workspace_id', true), '') is null
    and ((i.state in ('uploaded', 'checked') and i.created_at < unstarted_before)
      or (i.state in ('done', 'failed', 'cancelled') and i.file_key is not null and i.finished_at < finished_before))
  order by i.created_at limit most`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('imports', imports, ['id']);
    await schema.sql('create index imports_newest on imports (workspace_id, resource, created_at desc, id)');
    await schema.sql(
      "create index imports_due on imports (created_at) where state in ('checking', 'running', 'undoing')",
    );
    await schema.plainWorkspaceTable('import_batches', batches, ['import_id', 'first_row']);
    await schema.plainWorkspaceTable('import_failures', failures, ['import_id', 'row_number']);
    await schema.plainWorkspaceTable('import_mappings', mappings, ['resource', 'signature']);
    await schema.definerFunction({
      name: 'imports_due',
      parameters: 'most integer',
      returns: 'table (workspace_id uuid, id uuid)',
      language: 'sql',
      body: due,
      tables: { imports: 'select' },
    });
    await schema.definerFunction({
      name: 'imports_stale',
      parameters: 'unstarted_before timestamptz, finished_before timestamptz, most integer',
      returns: 'table (workspace_id uuid, id uuid)',
      language: 'sql',
      body: stale,
      tables: { imports: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function imports_stale(timestamptz, timestamptz, integer)');
    await schema.sql('drop function imports_due(integer)');
    for (const table of ['import_mappings', 'import_failures', 'import_batches', 'imports']) {
      await schema.sql(`drop table ${table}`);
    }
  },
} satisfies CoreMigration;
