import { withClient } from './with-client.ts';

interface AppRoleRow {
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly bypassesRls: boolean;
  readonly createsRoles: boolean;
  readonly ownsDatabase: boolean;
  readonly ownedTable: string | null;
  readonly memberOf: string | null;
}

const statement = `
  with me as (select * from pg_roles where rolname = current_user),
  tables as (select relowner, oid::regclass::text as name from pg_class where relkind in ('r', 'p', 'v', 'm'))
  select
    me.rolname::text as "role",
    me.rolsuper as "isSuperuser",
    me.rolbypassrls as "bypassesRls",
    me.rolcreaterole as "createsRoles",
    exists (select from pg_database where datname = current_database() and datdba = me.oid) as "ownsDatabase",
    (select name from tables where relowner = me.oid limit 1) as "ownedTable",
    (
      select other.rolname::text from pg_roles other
      where other.oid <> me.oid and pg_has_role(me.oid, other.oid, 'MEMBER')
        and (other.rolsuper or other.rolbypassrls or other.rolcreaterole
          or exists (select from tables where relowner = other.oid)
          or exists (select from pg_database where datname = current_database() and datdba = other.oid))
      limit 1
    ) as "memberOf"
  from me`;

/** Row-level security holds only for a role without these rights, so a role with them may not serve requests. */
export async function checkAppRole(appUrl: string): Promise<void> {
  const row = await withClient(appUrl, async (client) => (await client.query<AppRoleRow>(statement)).rows[0]);
  if (!row) throw new Error('PostgreSQL does not say which rights the app role has.');
  const faults = faultsOf(row);
  if (faults.length === 0) return;
  throw new Error(
    `The role ${row.role} may not serve requests: it ${faults.join(', it ')}. ` +
      'Workspaces would not be kept apart. Unset DATABASE_APP_URL to let Guildhall make a role, or take these rights away.',
  );
}

function faultsOf(row: AppRoleRow): string[] {
  return [
    row.isSuperuser ? 'is a superuser' : '',
    row.bypassesRls ? 'bypasses row-level security' : '',
    row.createsRoles ? 'may create roles' : '',
    row.ownsDatabase ? 'owns the database' : '',
    row.ownedTable ? `owns the table ${row.ownedTable}` : '',
    row.memberOf ? `is a member of ${row.memberOf}, which has such rights` : '',
  ].filter(Boolean);
}
