import { z } from 'zod';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';

const changeRow = z.object({
  resource: z.string(),
  kind: z.enum(['created', 'updated', 'removed', 'restored']),
  actor: z.string(),
  name: z.string().nullable(),
  at: z.string(),
  records: z.number(),
  record: z.string(),
  isCapped: z.boolean(),
});

/** What somebody did to one record, or to several in one go. */
export type ChangeRow = z.infer<typeof changeRow>;

/** An import writes a hundred thousand of these; looking further back would take longer than it is worth. */
const furthest = 2_000;

const text = `
  with latest as (
    select id, resource, kind, actor, at, record_id from events
    where workspace_id = $1 and resource = any($2) order by id desc limit $3
  ), edge as (select min(id) as first, count(*) as total from latest),
  grouped as (
    select resource, kind, actor, max(id) as last, min(id) as first, max(at) as at,
      count(distinct record_id)::integer as records, (array_agg(record_id order by id desc))[1] as record
    from latest group by resource, kind, actor, date_bin('10 minutes', at, 'epoch')
    order by last desc limit $4
  )
  select g.resource, g.kind, g.actor, coalesce(p.name, k.name) as name, g.at, g.records, g.record,
    (edge.total >= $3 and g.first = edge.first) as "isCapped"
  from grouped g cross join edge
  left join workspace_people() p on g.actor = 'user:' || p.id
  left join api_keys k on k.workspace_id = $1 and g.actor = 'apiKey:' || k.id
  order by g.last desc`;

/** The latest changes of these resources, newest first, told together where one hand made many. */
export async function readChanges(
  { database }: Runtime,
  { workspace }: Scope,
  resources: readonly string[],
  most: number,
): Promise<ChangeRow[]> {
  const values = [workspace.id, resources, furthest, most];
  const rows = await inWorkspace(database, workspace.id, (unit) => unit.run({ text, values }));
  return rows.map((row) => changeRow.parse(row));
}
