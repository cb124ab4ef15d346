import type { CoreMigration } from '../core/db/migrations/steps.ts';

export default {
  async up(schema) {
    // The archive itself is kept here, so that every process, and a restored backup, can unpack it anew.
    await schema.instanceTable('plugin_packages', [
      'sha256 text primary key check (char_length(sha256) = 64)',
      'plugin_id text not null',
      'version text not null',
      'source text not null',
      'content bytea not null',
      "summary jsonb not null default '{}'",
      'added_at timestamptz(3) not null default now()',
      'added_by uuid',
    ]);
    await schema.instanceTable('plugin_installations', [
      'plugin_id text primary key',
      'package text references plugin_packages (sha256)',
      'previous text references plugin_packages (sha256)',
      "phase text check (phase in ('installing', 'upgrading', 'reverting', 'uninstalling'))",
      "steps_before jsonb not null default '[]'",
      'changed_at timestamptz(3) not null default now()',
    ]);
    await schema.instanceTable('plugin_consents', [
      'id bigint generated always as identity primary key',
      'plugin_id text not null',
      'version text not null',
      'capabilities jsonb not null',
      'by_id uuid',
      'by_name text not null',
      'at timestamptz(3) not null default now()',
    ]);
  },
  async down(schema) {
    for (const table of ['plugin_consents', 'plugin_installations', 'plugin_packages'])
      await schema.dropTable(table);
  },
} satisfies CoreMigration;
