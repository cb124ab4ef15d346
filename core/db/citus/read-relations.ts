import { withClient } from '../roles/with-client.ts';

/** A table as it matters for spreading it over nodes. */
export interface Relation {
  readonly name: string;
  /** Has it a `workspace_id`, of whatever kind? */
  readonly isOfWorkspaces: boolean;
  /** Primary keys and unique indexes, by name, with their columns in order. */
  readonly unique: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly foreign: readonly ForeignKey[];
  /** Columns that number themselves. */
  readonly identity: readonly string[];
}

export interface ForeignKey {
  readonly name: string;
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
  /** `c` cascades, `n` empties, `a` and `r` refuse. */
  readonly onRemoval: string;
}

const namesOf = (relation: string, numbers: string) =>
  `(select array_agg(a.attname::text order by u.place) from unnest(${numbers}) with ordinality as u (number, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = u.number)`;

const statement = `
  select c.relname::text as "name",
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
      as "isOfWorkspaces",
    coalesce((select jsonb_agg(jsonb_build_object('name', i.relname, 'columns', ${namesOf('c.oid', 'x.indkey::int2[]')}) order by i.relname)
      from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique), '[]') as "unique",
    coalesce((select jsonb_agg(jsonb_build_object('name', k.conname, 'target', t.relname, 'onRemoval', k.confdeltype,
        'columns', ${namesOf('c.oid', 'k.conkey')}, 'targetColumns', ${namesOf('t.oid', 'k.confkey')}) order by k.conname)
      from pg_constraint k join pg_class t on t.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f'), '[]') as "foreign",
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' order by a.attnum)
      as "identity"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

/** Every table of the core and of plugins, as PostgreSQL's own catalogue has them. */
export function readRelations(ownerUrl: string): Promise<Relation[]> {
  return withClient(ownerUrl, async (client) => (await client.query<Relation>(statement)).rows);
}
