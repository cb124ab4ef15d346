import type { DefinerFunction } from '../core/db/migrations/definer-function.ts';
import type { CoreMigrationSchema } from '../core/db/migrations/schema.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";
const roles = ['owner', 'admin', 'member', 'viewer'];

const workspaces = [
  'id uuid primary key',
  'slug text not null unique check (char_length(slug) <= 60)',
  'name text not null check (char_length(name) between 1 and 100)',
  'currency text not null',
  'timezone text not null',
  'locale text not null',
  'created_at timestamptz(3) not null default now()',
  'updated_at timestamptz(3) not null default now()',
];

const users = [
  'id uuid primary key',
  // Stored trimmed and in lower case, so that plain equality finds it.
  'email text not null unique check (email = lower(email) and char_length(email) <= 254)',
  'name text not null check (char_length(name) between 1 and 100)',
  'password_hash text',
  'locale text not null',
  'timezone text not null',
  'is_instance_admin boolean not null default false',
  'created_at timestamptz(3) not null default now()',
  'updated_at timestamptz(3) not null default now()',
  'signed_in_at timestamptz(3)',
];

/** One row at most: who set this instance up. Its key decides a race between two first owners. */
const installation = [
  'is_set_up boolean primary key default true check (is_set_up)',
  'owner_id uuid not null references users (id)',
  'set_up_at timestamptz(3) not null default now()',
];

const sessions = [
  'sid text primary key',
  'sess json not null',
  'expire timestamptz(3) not null',
  "user_id uuid generated always as ((sess -> 'passport' -> 'user' ->> 'id')::uuid) stored",
];

const rateLimits = ['key text primary key', 'points integer not null default 0', 'expire bigint'];

const membershipsOf = `
  select w.id, w.slug, w.name, w.currency, w.timezone, w.locale, m.role
  from memberships m join workspaces w on w.id = m.workspace_id
  where ${outsideWorkspaces} and m.id = person and m.removed_at is null and m.suspended_at is null
  order by w.name, w.id`;

const workspacePeople = `
  select m.id, u.name, u.email, m.role,
    case when m.removed_at is not null then 'removed' when m.suspended_at is not null then 'suspended'
      else 'active' end
  from memberships m join users u on u.id = m.id
  where m.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid`;

/** One of them, by key: lists show a name per row. */
const workspacePerson = `
  select m.id, u.name from memberships m join users u on u.id = m.id
  where m.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid and m.id = person`;

const foundWorkspace = `
begin
  if not (${outsideWorkspaces}) then raise exception 'not inside a workspace'; end if;
  insert into workspaces (id, slug, name, currency, timezone, locale)
    values (workspace, new_slug, new_name, new_currency, new_timezone, new_locale);
  insert into memberships (workspace_id, id, role) values (workspace, owner, 'owner');
end`;

const keyStanding = `
  select k.id, k.name, k.scopes, k.expires_at, u.id, u.name, m.role,
    w.id, w.slug, w.name, w.currency, w.timezone, w.locale
  from api_keys k
  join workspaces w on w.id = k.workspace_id
  join memberships m on m.workspace_id = k.workspace_id and m.id = k.user_id
  join users u on u.id = k.user_id
  where ${outsideWorkspaces} and k.secret_hash = hash and k.removed_at is null
    and (k.expires_at is null or k.expires_at > now())
    and m.removed_at is null and m.suspended_at is null`;

const invitationOf = `
  select i.workspace_id, w.name, w.slug, i.email, i.role, u.name
  from invitations i join workspaces w on w.id = i.workspace_id join users u on u.id = i.invited_by
  where ${outsideWorkspaces} and i.token_hash = hash
    and i.accepted_at is null and i.removed_at is null and i.expires_at > now()`;

/** The update decides a race: whoever comes second finds no open invitation. Membership that stands is left alone. */
const acceptInvitation = `
declare taken record;
begin
  if not (${outsideWorkspaces}) then raise exception 'not inside a workspace'; end if;
  update invitations i set accepted_at = now(), accepted_by = person, updated_at = now(), version = i.version + 1
    where i.token_hash = hash and i.accepted_at is null and i.removed_at is null and i.expires_at > now()
    returning i.workspace_id, i.role into taken;
  if not found then return null; end if;
  insert into memberships as m (workspace_id, id, role) values (taken.workspace_id, person, taken.role)
    on conflict (workspace_id, id) do update
      set role = excluded.role, removed_at = null, suspended_at = null, updated_at = now(), version = m.version + 1
      where m.removed_at is not null;
  return taken.workspace_id;
end`;

const functions: readonly DefinerFunction[] = [
  {
    name: 'memberships_of',
    parameters: 'person uuid',
    returns: 'table (id uuid, slug text, name text, currency text, timezone text, locale text, role text)',
    language: 'sql',
    body: membershipsOf,
    tables: { memberships: 'select', workspaces: 'select' },
  },
  {
    name: 'workspace_people',
    parameters: '',
    returns: 'table (id uuid, name text, email text, role text, state text)',
    language: 'sql',
    body: workspacePeople,
    tables: { memberships: 'select', users: 'select' },
  },
  {
    name: 'workspace_person',
    parameters: 'person uuid',
    returns: 'table (id uuid, name text)',
    language: 'sql',
    body: workspacePerson,
    tables: { memberships: 'select', users: 'select' },
  },
  {
    name: 'found_workspace',
    parameters:
      'workspace uuid, new_slug text, new_name text, new_currency text, new_timezone text, new_locale text, owner uuid',
    returns: 'void',
    language: 'plpgsql',
    volatility: 'volatile',
    body: foundWorkspace,
    tables: { workspaces: 'select, insert', memberships: 'select, insert' },
  },
  {
    name: 'api_key_standing',
    parameters: 'hash text',
    returns: `table (key_id uuid, key_name text, scopes text[], expires_at timestamptz, user_id uuid, user_name text,
      role text, id uuid, slug text, name text, currency text, timezone text, locale text)`,
    language: 'sql',
    body: keyStanding,
    tables: { api_keys: 'select', users: 'select', memberships: 'select', workspaces: 'select' },
  },
  {
    name: 'open_invitation',
    parameters: 'hash text',
    returns:
      'table (workspace_id uuid, workspace_name text, workspace_slug text, email text, role text, invited_by text)',
    language: 'sql',
    body: invitationOf,
    tables: { invitations: 'select', workspaces: 'select', users: 'select' },
  },
  {
    name: 'accept_invitation',
    parameters: 'hash text, person uuid',
    returns: 'uuid',
    language: 'plpgsql',
    volatility: 'volatile',
    body: acceptInvitation,
    tables: { invitations: 'select, update', memberships: 'select, insert, update' },
  },
];

async function createInstanceTables(schema: CoreMigrationSchema): Promise<void> {
  await schema.instanceTable('workspaces', workspaces);
  await schema.instanceTable('users', users);
  await schema.instanceTable('installation', installation);
  await schema.instanceTable('sessions', sessions);
  await schema.sql('create index sessions_expire_index on sessions (expire)');
  await schema.sql('create index sessions_user_index on sessions (user_id)');
  await schema.instanceTable('rate_limits', rateLimits);
  await schema.sql('create index rate_limits_expire_index on rate_limits (expire)');
}

async function createMemberships(schema: CoreMigrationSchema): Promise<void> {
  await schema.workspaceTable('memberships', (table) => {
    table.choice('role', roles, { required: true });
    table.instant('suspended_at');
  });
  await schema.sql(`alter table memberships
    add constraint memberships_workspace_fkey foreign key (workspace_id) references workspaces (id),
    add constraint memberships_user_fkey foreign key (id) references users (id)`);
  await schema.sql('create index memberships_user_index on memberships (id)');
}

async function createApiKeys(schema: CoreMigrationSchema): Promise<void> {
  await schema.workspaceTable('api_keys', (table) => {
    table.text('name', { required: true, max: 100 });
    table.text('prefix', { required: true, max: 20 });
    table.text('secret_hash', { required: true, max: 64 });
    table.user('user_id', { required: true });
    table.textList('scopes');
    table.instant('expires_at');
    table.instant('last_used_at');
  });
  await schema.sql('create index api_keys_hash_index on api_keys (secret_hash)');
}

async function createInvitations(schema: CoreMigrationSchema): Promise<void> {
  await schema.workspaceTable('invitations', (table) => {
    table.text('email', { required: true, max: 254 });
    table.choice('role', roles, { required: true });
    table.text('token_hash', { required: true, max: 64 });
    table.user('invited_by', { required: true });
    table.instant('expires_at', { required: true });
    table.instant('accepted_at');
    table.uuid('accepted_by');
  });
  await schema.sql('create index invitations_hash_index on invitations (token_hash)');
}

const tables = ['invitations', 'api_keys', 'memberships', 'rate_limits', 'sessions', 'installation'];

export default {
  async up(schema) {
    await createInstanceTables(schema);
    await createMemberships(schema);
    await createApiKeys(schema);
    await createInvitations(schema);
    for (const definition of functions) await schema.definerFunction(definition);
  },

  async down(schema) {
    for (const { name } of functions) await schema.sql(`drop function ${name}`);
    for (const table of [...tables, 'users', 'workspaces']) await schema.dropTable(table);
  },
} satisfies CoreMigration;
