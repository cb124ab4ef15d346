import type { CoreMigration } from '../core/db/migrations/steps.ts';

const columns = [
  'id bigint generated always as identity',
  // The transaction that wrote it: rows become visible by commit, not in the order of their ids.
  'xid xid8 not null default pg_current_xact_id()',
  'event text not null',
  'resource text',
  'record_id uuid',
  'version integer',
  'kind text',
  'payload jsonb',
  'actor text not null',
  'at timestamptz(3) not null default now()',
];

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** Changes that became visible since an earlier snapshot: each is told once, and a long transaction delays nobody. */
const changesSince = `
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

const removeOld = `
  with turn as materialized (select pg_try_advisory_xact_lock(hashtext('guildhall:events')) as mine),
  oldest as (
    select ctid, at from events where ${outsideWorkspaces} and (select mine from turn) order by xid limit most
  ),
  gone as (delete from events where ctid in (select ctid from oldest where at < before) returning 1)
  select count(*)::integer from gone`;

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('events', columns, ['id']);
    await schema.sql('create index events_xid_index on events (xid)');
    for (const verb of ['update', 'delete']) {
      await schema.sql(`create policy no_${verb} on events as restrictive for ${verb} using (false)`);
    }
    await schema.definerFunction({
      name: 'events_since',
      parameters: 'since text, most integer',
      returns: 'table (seen text, workspace_id uuid, resource text, total integer, changes jsonb)',
      language: 'sql',
      body: changesSince,
      tables: { events: 'select' },
    });
    await schema.definerFunction({
      name: 'events_forget',
      parameters: 'before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: removeOld,
      tables: { events: 'select, delete' },
    });
  },

  async down(schema) {
    await schema.sql('drop function events_since(text, integer)');
    await schema.sql('drop function events_forget(timestamptz, integer)');
    await schema.sql('drop table events');
  },
} satisfies CoreMigration;
