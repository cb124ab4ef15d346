import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

const listeners = [
  'id text primary key',
  'plugin text not null',
  // Modules that must be on in a workspace for it to hear anything there: its plugin, or what a bridge stands on.
  'needs text[] not null',
  'is_in_order boolean not null',
  'max_attempts integer not null',
  // It hears what happens from here on.
  'since timestamptz(3) not null default now()',
];

const listenerEvents = [
  'event text not null',
  'listener text not null references listeners (id) on delete cascade',
  'primary key (event, listener)',
];

/**
 * How far the outbox was handed on, as a snapshot: what is visible in `seen` is done. A long stretch is cut into
 * pages: up to `last_id` of what became visible between `seen` and `until`.
 */
const reader = [
  'is_reader boolean primary key default true check (is_reader)',
  'seen text not null',
  'until text',
  'last_id bigint not null default 0',
];

/** Whoever gets the reader's row hands on the next page: a delivery for each listener of each event, all or nothing. */
const handOn = `
declare
  position record;
  target pg_snapshot;
  page record;
begin
  if not (${outsideWorkspaces}) then return 0; end if;
  select r.seen::pg_snapshot as seen, r.until::pg_snapshot as until, r.last_id into position
    from event_reader r for update skip locked;
  if not found then return 0; end if;
  if pg_snapshot_xmax(position.seen) > pg_snapshot_xmax(pg_current_snapshot()) then
    -- The tables come from another server, where transactions were counted differently: all are read again,
    -- and what was delivered is not delivered twice.
    update events set xid = pg_current_xact_id();
    update event_reader set seen = pg_current_snapshot()::text, until = null, last_id = 0;
    return 1;
  end if;
  target := coalesce(position.until, pg_current_snapshot());
  with fresh as materialized (
    select * from events e
    where e.xid >= pg_snapshot_xmin(position.seen) and not pg_visible_in_snapshot(e.xid, position.seen)
      and pg_visible_in_snapshot(e.xid, target) and e.id > position.last_id
    order by e.id limit most
  ),
  deliveries as (
    insert into jobs (workspace_id, id, plugin, job, kind, payload, state, max_attempts, lane, actor, event_id)
    select e.workspace_id, gen_random_uuid(), l.plugin, l.id, 'delivery',
      jsonb_build_object(
        'event', jsonb_build_object('id', e.id::text, 'at', e.at, 'actor', e.actor),
        'change', case when e.resource is not null
          then jsonb_build_object('recordId', e.record_id, 'version', e.version, 'kind', e.kind) end,
        'payload', e.payload),
      'ready', l.max_attempts, case when l.is_in_order then 'record:' || e.record_id end, e.actor, e.id
    from fresh e join listener_events heard on heard.event = e.event join listeners l on l.id = heard.listener
    where e.at >= l.since and not exists (
      select from unnest(l.needs) needed where not exists (
        select from plugin_switches s
        where s.workspace_id = e.workspace_id and s.plugin_id = needed and s.is_on))
    order by e.id, l.id
    on conflict do nothing returning 1
  )
  select count(*)::integer as read, max(fresh.id) as last_id, (select count(*)::integer from deliveries) as handed
    into page from fresh;
  if page.read = most then
    update event_reader set until = target::text, last_id = page.last_id;
  elsif page.read > 0 or position.until is not null then
    update event_reader set seen = target::text, until = null, last_id = 0;
  end if;
  return case when page.read = most then greatest(page.handed, 1) else page.handed end;
end`;

/** As before, but never what has not been handed on. */
const forget = (handedOn: string) => `
  with turn as materialized (select pg_try_advisory_xact_lock(hashtext('guildhall:events')) as mine),
  oldest as (
    select ctid, at, xid from events where ${outsideWorkspaces} and (select mine from turn) order by xid limit most
  ),
  gone as (delete from events where ctid in (select ctid from oldest where at < before ${handedOn}) returning 1)
  select count(*)::integer from gone`;

const forgetFunction = (handedOn: string) => ({
  name: 'events_forget',
  parameters: 'before timestamptz, most integer',
  returns: 'integer',
  language: 'sql' as const,
  volatility: 'volatile' as const,
  body: forget(handedOn),
  tables: { events: 'select, delete' },
});

export default {
  async up(schema) {
    await schema.instanceTable('listeners', listeners);
    await schema.instanceTable('listener_events', listenerEvents);
    await schema.instanceTable('event_reader', reader);
    await schema.sql('insert into event_reader (seen) values (pg_current_snapshot()::text)');
    await schema.definerFunction({
      name: 'events_hand_on',
      parameters: 'most integer',
      returns: 'integer',
      language: 'plpgsql',
      volatility: 'volatile',
      body: handOn,
      tables: {
        events: 'select, update',
        event_reader: 'select, update',
        listeners: 'select',
        listener_events: 'select',
        plugin_switches: 'select',
        jobs: 'select, insert',
      },
    });
    await schema.sql('drop function events_forget(timestamptz, integer)');
    await schema.definerFunction(
      forgetFunction('and pg_visible_in_snapshot(xid, (select seen from event_reader)::pg_snapshot)'),
    );
  },

  async down(schema) {
    await schema.sql('drop function events_forget(timestamptz, integer)');
    await schema.definerFunction(forgetFunction(''));
    await schema.sql('drop function events_hand_on(integer)');
    for (const table of ['event_reader', 'listener_events', 'listeners']) {
      await schema.sql(`drop table ${table}`);
    }
  },
} satisfies CoreMigration;
