import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** Why a workspace may only be read: one row for the instance's admin, and one for each plugin that says so. */
const holds = [
  'workspace_id uuid not null references workspaces (id) on delete cascade',
  // `instance`, or the id of a plugin.
  'held_by text not null check (char_length(held_by) <= 64)',
  'reason text not null check (char_length(reason) between 1 and 300)',
  'held_at timestamptz(3) not null default now()',
  'primary key (workspace_id, held_by)',
];

/** For a plugin, from within a transaction of the workspace; without a reason it holds no longer. */
const hold = `
begin
  if who = 'instance' then
    raise exception 'Only the admin of the instance holds in its name.' using errcode = 'insufficient_privilege';
  end if;
  if why is null then
    delete from workspace_holds h
    where h.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid and h.held_by = who;
  else
    insert into workspace_holds as known (workspace_id, held_by, reason)
    values (nullif(current_setting('app.workspace_id', true), '')::uuid, who, why)
    on conflict (workspace_id, held_by) do update set reason = excluded.reason
    where known.reason <> excluded.reason;
  end if;
end`;

export default {
  async up(schema) {
    await schema.instanceTable('workspace_holds', holds);
    await schema.definerFunction({
      name: 'hold_workspace',
      parameters: 'who text, why text',
      returns: 'void',
      language: 'plpgsql',
      volatility: 'volatile',
      body: hold,
      tables: { workspace_holds: 'select, insert, update, delete' },
    });
  },
  async down(schema) {
    await schema.sql('drop function hold_workspace(text, text)');
    await schema.dropTable('workspace_holds');
  },
} satisfies CoreMigration;
