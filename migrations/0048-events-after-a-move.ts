import type { CoreMigration } from '../core/db/migrations/steps.ts';
import theirJobs from './0011-job-functions.ts';
import theirEvents from './0012-listeners.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** Before every transaction there is. */
const first = "'3'::xid8";
/** Is the place that was read up to one in the count of this server's transactions? */
const isPlaceHere = `(select loaded_in is null
  and pg_snapshot_xmax(seen::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) from event_reader)`;

const isFresh = `e.xid >= pg_snapshot_xmin(place.seen::pg_snapshot)
  and not pg_visible_in_snapshot(e.xid, place.seen::pg_snapshot) and pg_visible_in_snapshot(e.xid, target)`;

/** From its own switch on a module hears; a switch that was moved by a clock ahead of this one counts as long moved. */
const isHeard = `e.at >= l.since and not exists (
  select from unnest(l.needs) needed where not exists (
    select from plugin_switches s
    where s.workspace_id = e.workspace_id and s.plugin_id = needed and s.is_on
      and (e.at >= s.switched_at or s.switched_at > now())))`;

const handOnPage = (fresh: string, isComplete: string) => `
  with fresh as materialized (${fresh}),
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
    where ${isComplete} and ${isHeard}
    order by e.id, l.id
    on conflict do nothing returning 1
  )
  select count(*)::integer as read, max(fresh.id) as last_id, (select count(*)::integer from deliveries) as handed
    into page from fresh;`;

/**
 * Whoever gets the reader's row hands on the next page: a delivery for each listener of each event, all or nothing. What
 * is less than a page is read by transaction, so that nothing else is looked at. What is more is cut into pages by id within
 * two fixed snapshots, a limited stretch of ids at a time: transactions of one moment must not be torn apart.
 */
const handOn = `
declare
  place event_reader;
  target pg_snapshot;
  page record;
  stretch_end bigint;
  before_all text;
begin
  if not (${outsideWorkspaces}) then return 0; end if;
  select r.* into place from event_reader r for update skip locked;
  if not found then return 0; end if;
  if place.loaded_in is null
    and pg_snapshot_xmax(place.seen::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) then
    -- The tables were copied as they are from a server that had counted further.
    place.loaded_in := ${first};
    update event_reader set loaded_in = place.loaded_in;
  end if;
  before_all := place.loaded_in::text || ':' || place.loaded_in::text || ':';
  if place.seen <> before_all then
    -- Where these rows were before, transactions were counted differently: all there are are read again, and what was
    -- delivered is not delivered twice. What would come after everything here comes before it.
    update events set xid = ${first} where ctid = any (array(
      select ctid from events where xid >= pg_snapshot_xmax(pg_current_snapshot()) limit 5000));
    if found then return 1; end if;
    place.seen := before_all;
    place.until := null;
    update event_reader set seen = place.seen, until = null, last_id = 0;
  end if;
  if place.until is null then
    target := pg_current_snapshot();
    ${handOnPage(
      `select e.* from events e where ${isFresh} limit most`,
      '(select count(*) from fresh) < most',
    )}
    if page.read = most then
      update event_reader set until = target::text,
        last_id = case when place.loaded_in is null then (select min(e.id) - 1 from events e where ${isFresh}) else 0 end;
      return 1;
    end if;
    if page.read > 0 or place.loaded_in is not null then
      update event_reader set seen = target::text, loaded_in = null;
    end if;
    return page.handed;
  end if;
  target := place.until::pg_snapshot;
  stretch_end := coalesce((select min(id) from events where id > place.last_id), place.last_id) + most * 50;
  ${handOnPage(
    `select e.* from events e where e.id > place.last_id and e.id <= stretch_end and ${isFresh} order by e.id limit most`,
    'true',
  )}
  if page.read = most then
    update event_reader set last_id = page.last_id;
  elsif exists (select from events where id > stretch_end) then
    update event_reader set last_id = stretch_end;
  else
    update event_reader set seen = target::text, until = null, last_id = 0, loaded_in = null;
  end if;
  return greatest(page.handed, 1);
end`;

/** Never what has not been handed on. */
const forgetEvents = `
  with turn as materialized (select pg_try_advisory_xact_lock(hashtext('guildhall:events')) as mine),
  oldest as (
    select ctid, at, xid from events
    where ${outsideWorkspaces} and (select mine from turn) and ${isPlaceHere} order by xid limit most
  ),
  gone as (
    delete from events where ctid in (
      select ctid from oldest
      where at < before and pg_visible_in_snapshot(xid, (select seen from event_reader)::pg_snapshot)) returning 1
  )
  select count(*)::integer from gone`;

/** Never a delivery while events are read again: it says that its event was delivered. */
const forgetJobs = `
  with oldest as (
    (select workspace_id, id from jobs where ${outsideWorkspaces} and ${isPlaceHere} and state in ('done', 'cancelled')
       and finished_at < ended_before order by finished_at limit most)
    union all
    (select workspace_id, id from jobs where ${outsideWorkspaces} and ${isPlaceHere} and state = 'dead'
       and finished_at < dead_before order by finished_at limit most)
  ),
  gone as (
    delete from jobs j using oldest o where j.workspace_id = o.workspace_id and j.id = o.id
      and j.state in ('done', 'cancelled', 'dead') returning 1
  )
  select count(*)::integer from gone`;

const functions = ['events_hand_on', 'events_forget', 'jobs_forget'];

const nothing = () => Promise.resolve();

export default {
  async up(schema) {
    // Of a type that no archive carries: rows of another server say by it that they are, and in which transaction they came.
    await schema.sql('alter table event_reader add column loaded_in xid8');
    await schema.sql('alter table event_reader alter column loaded_in set default pg_current_xact_id()');
    await schema.sql('drop index events_xid_index');
    await schema.sql('create index events_xid_index on events (xid, id)');
    await schema.sql('create index events_id_index on events (id)');
    for (const name of functions) await schema.sql(`drop function ${name}`);
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
    await schema.definerFunction({
      name: 'events_forget',
      parameters: 'before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: forgetEvents,
      tables: { events: 'select, delete', event_reader: 'select' },
    });
    await schema.definerFunction({
      name: 'jobs_forget',
      parameters: 'ended_before timestamptz, dead_before timestamptz, most integer',
      returns: 'integer',
      language: 'sql',
      volatility: 'volatile',
      body: forgetJobs,
      tables: { jobs: 'select, delete', event_reader: 'select' },
    });
  },

  async down(schema) {
    for (const name of functions) await schema.sql(`drop function ${name}`);
    await theirEvents.up({ ...schema, sql: nothing, instanceTable: nothing });
    const { definerFunction } = schema;
    await theirJobs.up({
      ...schema,
      definerFunction: async (one) => (one.name === 'jobs_forget' ? definerFunction(one) : undefined),
    });
    await schema.sql('drop index events_id_index');
    await schema.sql('drop index events_xid_index');
    await schema.sql('create index events_xid_index on events (xid)');
    await schema.sql('alter table event_reader drop column loaded_in');
  },
} satisfies CoreMigration;
