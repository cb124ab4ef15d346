import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** As before, and each change with the transaction that wrote it, so that a reader can tell who saw it already. */
const changesSince = `
  with fresh as (
    select * from events
    where ${outsideWorkspaces} and resource is not null
      and xid >= pg_snapshot_xmin(since::pg_snapshot)
      and not pg_visible_in_snapshot(xid, since::pg_snapshot)
  ), grouped as (
    select workspace_id, resource, count(*)::integer as total,
      case when count(*) <= most
        then jsonb_agg(jsonb_build_object('id', record_id, 'kind', kind, 'version', version, 'xid', xid::text) order by id)
      end as changes,
      max(xid::text::bigint)::text as newest
    from fresh group by workspace_id, resource
  )
  select pg_current_snapshot()::text, grouped.* from (select) as always left join grouped on true`;

/** The newest changes of all: every one since `floor`, which is null where that is all there are. */
const newestChanges = `
  with newest as (
    select * from events where ${outsideWorkspaces} order by xid desc limit most
  )
  select pg_current_snapshot()::text,
    (select case when count(*) = most then (min(xid::text::bigint) + 1)::text end from newest),
    newest.workspace_id, newest.resource,
    jsonb_build_object('id', record_id, 'kind', kind, 'version', version, 'xid', xid::text)
  from (select) as always left join newest on resource is not null
  order by newest.id`;

const before = `
  with fresh as (
    select * from events
    where ${outsideWorkspaces} and resource is not null
      and xid >= pg_snapshot_xmin(since::pg_snapshot)
      and not pg_visible_in_snapshot(xid, since::pg_snapshot)
  ), grouped as (
    select workspace_id, resource, count(*)::integer as total,
      case when count(*) <= most
        then jsonb_agg(jsonb_build_object('id', record_id, 'kind', kind, 'version', version) order by id)
      end as changes
    from fresh group by workspace_id, resource
  )
  select pg_current_snapshot()::text, grouped.* from (select) as always left join grouped on true`;

const group = 'seen text, workspace_id uuid, resource text, total integer, changes jsonb';
const since = { name: 'events_since', parameters: 'since text, most integer', language: 'sql' } as const;

export default {
  async up(schema) {
    await schema.sql('drop function events_since(text, integer)');
    await schema.definerFunction({
      ...since,
      returns: `table (${group}, newest text)`,
      body: changesSince,
      tables: { events: 'select' },
    });
    await schema.definerFunction({
      name: 'events_newest',
      parameters: 'most integer',
      returns: 'table (seen text, floor text, workspace_id uuid, resource text, change jsonb)',
      language: 'sql',
      body: newestChanges,
      tables: { events: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function events_newest(integer)');
    await schema.sql('drop function events_since(text, integer)');
    await schema.definerFunction({
      ...since,
      returns: `table (${group})`,
      body: before,
      tables: { events: 'select' },
    });
  },
} satisfies CoreMigration;
