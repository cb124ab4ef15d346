import type pg from 'pg';
import type { RoleNames } from './role-names.ts';

/** What is true of the roles and of the database we are connected to; one query answers it all. */
export interface RoleFacts {
  readonly version: number;
  readonly encoding: string;
  readonly hasOwner: boolean;
  readonly hasApp: boolean;
  readonly hasDefiner: boolean;
  readonly isAppPlain: boolean;
  readonly ownsDatabase: boolean;
  readonly canOwnerBecomeDefiner: boolean;
  readonly canOwnerCreate: boolean;
  readonly canDefinerCreate: boolean;
  readonly canEveryoneCreate: boolean;
  readonly canAppConnect: boolean;
  readonly canAppUseSchema: boolean;
  readonly extensions: readonly string[];
  /** What the owner's new objects grant, as `<object type> <role or PUBLIC> <privilege>`. */
  readonly defaults: readonly string[];
}

const statement = `
  with names(owner, app, definer) as (values ($1::text, $2::text, $3::text)),
  roles as (
    select o.oid as owner, a.oid as app, d.oid as definer, d.rolbypassrls,
      a.rolcanlogin and not (a.rolsuper or a.rolbypassrls or a.rolcreaterole or a.rolcreatedb) as is_plain
    from names
    left join pg_roles o on o.rolname = names.owner
    left join pg_roles a on a.rolname = names.app
    left join pg_roles d on d.rolname = names.definer
  )
  select
    current_setting('server_version_num')::int as "version",
    current_setting('server_encoding') as "encoding",
    owner is not null as "hasOwner",
    app is not null as "hasApp",
    coalesce(rolbypassrls, false) as "hasDefiner",
    coalesce(is_plain, false) as "isAppPlain",
    coalesce((select datdba = owner from pg_database where datname = current_database()), false) as "ownsDatabase",
    coalesce(pg_has_role(owner, definer,
      case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end
    ), false) as "canOwnerBecomeDefiner",
    coalesce(has_schema_privilege(owner, 'public', 'CREATE'), false) as "canOwnerCreate",
    coalesce(has_schema_privilege(definer, 'public', 'CREATE'), false) as "canDefinerCreate",
    has_schema_privilege('public', 'public', 'CREATE') as "canEveryoneCreate",
    coalesce(has_database_privilege(app, current_database(), 'CONNECT'), false) as "canAppConnect",
    coalesce(has_schema_privilege(app, 'public', 'USAGE'), false) as "canAppUseSchema",
    array(select extname::text from pg_extension) as "extensions",
    array(
      select concat_ws(' ', defaclobjtype, case grantee when 0 then 'PUBLIC' else pg_get_userbyid(grantee) end,
        privilege_type)
      from pg_default_acl, aclexplode(defaclacl)
      where defaclrole = owner and defaclnamespace = 0
    ) as "defaults"
  from roles`;

export async function readRoleFacts(client: pg.Client, names: RoleNames): Promise<RoleFacts> {
  const { rows } = await client.query<RoleFacts>(statement, [names.owner, names.app, names.definer]);
  const [facts] = rows;
  if (!facts) throw new Error('PostgreSQL gave no answer about its roles.');
  return facts;
}
