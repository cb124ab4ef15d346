import pg from 'pg';
import { type Roles, reviewedMark } from './migrations/definer-function.ts';

/** Tables that hold the bookkeeping of migrations, readable by the owner alone. */
const bookkeeping = "c.relname like 'migrations\\_%'";
const ours = "n.nspname = 'public'";
const tables = 'pg_class c join pg_namespace n on n.oid = c.relnamespace';

/** Each answers one row per fault: a sentence that names the object and the mend. */
const rules: readonly string[] = [
  `select format('%s: row-level security is not forced; make it with workspaceTable.', c.relname) as fault
   from ${tables} where ${ours} and c.relkind in ('r', 'p') and not (${bookkeeping})
   and not (c.relrowsecurity and c.relforcerowsecurity)`,

  `select format('%s: it needs exactly one permissive policy, with USING and WITH CHECK on app.workspace_id.', c.relname) as fault
   from ${tables} where ${ours} and c.relkind in ('r', 'p') and not (${bookkeeping})
   and (select count(*) from pg_policy p where p.polrelid = c.oid and p.polpermissive) <> 1
   or exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polpermissive and ${ours} and (p.polqual is null or p.polwithcheck is null
     or pg_get_expr(p.polqual, p.polrelid) not like '%app.workspace_id%'
     or pg_get_expr(p.polqual, p.polrelid) <> pg_get_expr(p.polwithcheck, p.polrelid)))`,

  `select format('%s.workspace_id must be uuid NOT NULL.', c.relname) as fault
   from ${tables} join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
   where ${ours} and c.relkind in ('r', 'p') and (not a.attnotnull or a.atttypid <> 'uuid'::regtype)`,

  `select format('%s: the unique index %s must start with workspace_id, or it tells one workspace what another has.', c.relname, i.relname) as fault
   from pg_index x join pg_class i on i.oid = x.indexrelid join ${tables.replace('pg_class c', 'pg_class c on c.oid = x.indrelid')}
   join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
   where ${ours} and x.indisunique and x.indkey[0] <> a.attnum`,

  `select format('%s: the key %s must hold workspace_id on both sides, or it takes records of other workspaces.', c.relname, k.conname) as fault
   from pg_constraint k join ${tables.replace('pg_class c', 'pg_class c on c.oid = k.conrelid')}
   join pg_attribute f on f.attrelid = k.confrelid and f.attname = 'workspace_id' and not f.attisdropped
   where ${ours} and k.contype = 'f' and not (f.attnum = any(k.confkey) and exists (
     select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnum = any(k.conkey)))`,

  `select format('%s: the view needs security_invoker = true.', c.relname) as fault
   from ${tables} where ${ours} and c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,

  `select format('%s: a materialised view is never filtered; use a table.', c.relname) as fault
   from ${tables} where ${ours} and c.relkind = 'm'`,

  `select format('%s(): a SECURITY DEFINER function must be reviewed and made with definerFunction, with a fixed search_path.', p.proname) as fault
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where ${ours} and p.prosecdef and not (coalesce(obj_description(p.oid, 'pg_proc'), '') = '${reviewedMark}'
     and exists (select 1 from unnest(p.proconfig) setting where setting like 'search\\_path=%'))`,

  `select format('%s: the app role may not truncate it; TRUNCATE ignores row-level security.', c.relname) as fault
   from ${tables} where ${ours} and c.relkind in ('r', 'p') and has_table_privilege($1, c.oid, 'truncate')`,

  `select format('%s.%s: numeric and enum columns cannot use an index under row-level security; use bigint or checked text.', c.relname, a.attname) as fault
   from ${tables} join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   join pg_type t on t.oid = a.atttypid
   where ${ours} and c.relkind in ('r', 'p') and (t.typtype = 'e' or t.typname = 'numeric')`,
];

/** Every way in which the tables break tenancy, read from PostgreSQL's own catalogue. Empty is good. */
export async function lintCatalogue(ownerUrl: string, roles: Roles): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'guildhall-lint' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const faults: string[] = [];
    for (const rule of rules) faults.push(...(await faultsOf(client, rule, roles)));
    return faults;
  } finally {
    await client.end();
  }
}

async function faultsOf(client: pg.Client, rule: string, roles: Roles): Promise<string[]> {
  const values = rule.includes('$1') ? [roles.app] : [];
  const { rows } = await client.query<{ fault: string }>(rule, values);
  return rows.map((row) => row.fault);
}
