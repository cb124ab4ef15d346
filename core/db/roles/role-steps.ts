import pg from 'pg';
import { scramVerifier } from './derived-password.ts';
import type { RoleFacts } from './role-facts.ts';
import type { RoleNames } from './role-names.ts';

const quoted = pg.escapeIdentifier;

export const neededExtensions = ['pg_trgm', 'btree_gin'] as const;
const appOnTables = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

export interface RolePasswords {
  readonly owner: string | undefined;
  readonly app: string | undefined;
  /** A role made by hand is left as it is; boot refuses it when it has too many rights. */
  readonly isAppByHand: boolean;
}

/** Roles first: they belong to the server, the rest to one database. */
export function roleStatements(facts: RoleFacts, names: RoleNames, passwords: RolePasswords): string[] {
  const member = `grant ${quoted(names.definer)} to ${quoted(names.owner)}`;
  return [
    ...(facts.hasOwner
      ? []
      : [`create role ${quoted(names.owner)} login nosuperuser nobypassrls${withPassword(passwords.owner)}`]),
    ...appStatements(facts, names, passwords),
    ...(facts.hasDefiner ? [] : [definerStatement(names)]),
    ...(facts.canOwnerBecomeDefiner
      ? []
      : [facts.version >= 160000 ? `${member} with inherit false, set true` : member]),
  ];
}

function appStatements(facts: RoleFacts, names: RoleNames, passwords: RolePasswords): string[] {
  const rights = 'login nosuperuser nobypassrls nocreaterole nocreatedb';
  if (!facts.hasApp) return [`create role ${quoted(names.app)} ${rights}${withPassword(passwords.app)}`];
  return facts.isAppPlain || passwords.isAppByHand ? [] : [`alter role ${quoted(names.app)} ${rights}`];
}

/** A role of that name without the right is given it, else it is made. */
function definerStatement({ definer }: RoleNames): string {
  const name = quoted(definer);
  return (
    `do $$ begin create role ${name} nologin bypassrls; ` +
    `exception when duplicate_object then alter role ${name} nologin bypassrls; end $$`
  );
}

function withPassword(password: string | undefined): string {
  return password ? ` password ${pg.escapeLiteral(scramVerifier(password))}` : '';
}

export function passwordStatement(role: string, password: string): string {
  return `alter role ${quoted(role)}${withPassword(password)}`;
}

export function databaseStatements(facts: RoleFacts, names: RoleNames): string[] {
  const { canOwnerCreate, canDefinerCreate, canEveryoneCreate, canAppConnect, canAppUseSchema } = facts;
  const missing = neededExtensions.filter((name) => !facts.extensions.includes(name));
  return [
    ...missing.map((name) => `create extension if not exists ${name}`),
    ...when(canEveryoneCreate, 'revoke create on schema public from public'),
    ...when(!canOwnerCreate, `grant usage, create on schema public to ${quoted(names.owner)}`),
    ...when(!canDefinerCreate, `grant usage, create on schema public to ${quoted(names.definer)}`),
    ...when(!canAppUseSchema, `grant usage on schema public to ${quoted(names.app)}`),
    ...when(!canAppConnect, `grant connect on database ${quoted(names.database)} to ${quoted(names.app)}`),
    ...(hasDefaults(facts, names) ? [] : defaultStatements(names)),
  ];
}

/** New objects of the owner are usable by the app at once, but never to truncate, and functions not by strangers. */
function defaultStatements(names: RoleNames): string[] {
  const [owner, app, definer] = [quoted(names.owner), quoted(names.app), quoted(names.definer)];
  const forOwner = `alter default privileges for role ${owner}`;
  const onTables = appOnTables.join(', ').toLowerCase();
  return [
    `${forOwner} grant ${onTables} on tables to ${app}`,
    `${forOwner} grant select on tables to ${definer}`,
    `${forOwner} grant usage on sequences to ${app}`,
    `${forOwner} grant execute on functions to ${app}, ${definer}`,
    `${forOwner} revoke execute on functions from public`,
    grantOnPresent(names, "('r', 'p', 'v')", `${onTables} on`),
    grantOnPresent(names, "('S')", 'usage on sequence'),
  ];
}

/** For tables the owner made before this app role existed. */
function grantOnPresent({ owner, app }: RoleNames, kinds: string, what: string): string {
  return (
    'do $$ declare present regclass; begin for present in select oid from pg_class ' +
    `where relowner = ${pg.escapeLiteral(quoted(owner))}::regrole ` +
    `and relnamespace = 'public'::regnamespace and relkind in ${kinds} ` +
    `loop execute format(${pg.escapeLiteral(`grant ${what} %s to ${quoted(app).replaceAll('%', '%%')}`)}, present); ` +
    'end loop; end $$'
  );
}

function hasDefaults({ defaults }: RoleFacts, { app, definer }: RoleNames): boolean {
  const expected = [
    ...appOnTables.map((privilege) => `r ${app} ${privilege}`),
    `r ${definer} SELECT`,
    `S ${app} USAGE`,
    `f ${app} EXECUTE`,
    `f ${definer} EXECUTE`,
  ];
  return expected.every((line) => defaults.includes(line)) && !defaults.includes('f PUBLIC EXECUTE');
}

function when(isNeeded: boolean, sql: string): string[] {
  return isNeeded ? [sql] : [];
}
