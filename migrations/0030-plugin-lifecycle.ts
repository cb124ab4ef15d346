import type { CoreMigration } from '../core/db/migrations/steps.ts';

const states = [
  'discovered',
  'installed',
  'enabled',
  'disabled',
  'quarantined',
  'uninstalled',
  'missing',
].map((state) => `'${state}'`);

/** What plugins are held back, readable inside a workspace, where the instance's tables are out of sight. */
const heldPlugins = 'select id from plugin_states where held_as is not null';

export default {
  async up(schema) {
    await schema.sql(`alter table plugin_states
      drop constraint plugin_states_state_check,
      add constraint plugin_states_state_check check (state in (${states.join(', ')})),
      add column held_as text check (held_as in ('disabled', 'quarantined', 'uninstalled')),
      add column held_reason text,
      add column found_as text,
      add column filled_at timestamptz(3)`);
    await schema.sql(`do $$ begin
      perform set_config('app.workspace_id', '', true);
      update plugin_states set filled_at = now(), held_as = case when is_disabled then 'disabled' end;
    end $$`);
    await schema.sql('alter table plugin_states drop column is_disabled');
    await schema.instanceTable('instance_audit', [
      'id bigint generated always as identity primary key',
      'at timestamptz(3) not null default now()',
      'actor_id uuid',
      'actor text not null',
      'action text not null',
      'subject text not null',
      'from_state text',
      'to_state text',
      'reason text not null',
      "details jsonb not null default '{}'",
    ]);
    await schema.sql('create index instance_audit_subject on instance_audit (action, subject, id)');
    for (const verb of ['update', 'delete']) {
      await schema.sql(`create policy no_${verb} on instance_audit as restrictive for ${verb} using (false)`);
    }
    await schema.definerFunction({
      name: 'held_plugins',
      parameters: '',
      returns: 'setof text',
      language: 'sql',
      body: heldPlugins,
      tables: { plugin_states: 'select' },
    });
  },
  async down(schema) {
    await schema.sql('drop function held_plugins()');
    await schema.dropTable('instance_audit');
    await schema.sql(`alter table plugin_states
      drop column held_reason, drop column found_as, drop column filled_at,
      add column is_disabled boolean not null default false`);
    await schema.sql(`do $$ begin
      perform set_config('app.workspace_id', '', true);
      update plugin_states set is_disabled = (held_as is not distinct from 'disabled');
      update plugin_states set state = 'missing' where state in ('discovered', 'installed', 'uninstalled');
    end $$`);
    await schema.sql(`alter table plugin_states drop column held_as,
      drop constraint plugin_states_state_check,
      add constraint plugin_states_state_check check (state in ('enabled', 'disabled', 'quarantined', 'missing'))`);
  },
} satisfies CoreMigration;
