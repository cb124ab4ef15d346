import type { DefinerFunction } from '../core/db/migrations/definer-function.ts';
import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";
const unfinished = "state in ('delayed', 'ready', 'running', 'held')";

/** Walks from one queue of one workspace that has something ready to the next, without reading what lies between. */
const pairsFrom = (name: string, first: string) => `
  ${name}(workspace_id, job) as (
    (select r.workspace_id, r.job from jobs r where r.state = 'ready' and ${first}
     order by r.workspace_id, r.job limit 1)
    union all
    select n.workspace_id, n.job from ${name} p cross join lateral (
      select r.workspace_id, r.job from jobs r
      where r.state = 'ready' and (r.workspace_id, r.job) > (p.workspace_id, p.job)
      order by r.workspace_id, r.job limit 1) n
  )`;

/**
 * What the next worker does: turn about by workspace, beginning after the one served last; within a
 * workspace by priority and time. One at a time claims, so that limits hold; what somebody has locked is passed over.
 */
const claim = `
#variable_conflict use_column
begin
  if not (${outsideWorkspaces}) then return; end if;
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(hashtext('guildhall:jobs'));
  update jobs j set state = 'ready' from (
    select workspace_id, id from jobs where state = 'delayed' and due_at <= now()
    order by due_at limit 1000 for update skip locked
  ) d where j.workspace_id = d.workspace_id and j.id = d.id;
  return query
  with recursive ${pairsFrom('ahead', 'r.workspace_id > after')}, ${pairsFrom('around', 'true')},
  pairs as materialized (
    select seen.*, row_number() over () as place, count(*) over () as seen_count from (
      select * from ahead union all select * from around where workspace_id <= after limit 300
    ) seen
  ),
  busy as materialized (
    select workspace_id, job, count(*)::integer as count from jobs where state = 'running' group by 1, 2
  ),
  room as (
    select p.workspace_id, p.job, p.place, k.at_once - coalesce(everywhere.count, 0) as of_job,
      least(ceil(most * 4.0 / p.seen_count)::integer, k.at_once - coalesce(everywhere.count, 0), k.at_once_here - coalesce(b.count, 0)) as here
    from pairs p join unnest(names, limits, limits_here) as k(name, at_once, at_once_here) on k.name = p.job
    left join (select job, sum(count)::integer as count from busy group by job) everywhere on everywhere.job = p.job
    left join busy b on b.workspace_id = p.workspace_id and b.job = p.job
  ),
  candidates as (
    select r.workspace_id, r.job, r.place, r.of_job, c.* from room r cross join lateral (
      select w.id, w.priority, w.due_at, w.seq from (
        select * from jobs j where j.workspace_id = r.workspace_id and j.job = r.job and j.state = 'ready'
        order by j.priority, j.due_at, j.seq limit 1000
      ) w
      where w.lane is null or not exists (
        select from jobs e where e.workspace_id = w.workspace_id and e.job = w.job and e.lane = w.lane
          and e.${unfinished} and e.seq < w.seq)
      limit greatest(r.here, 0)
    ) c
  ),
  ranked as (
    select c.*, min(c.place) over (partition by c.workspace_id) as workspace_place,
      coalesce(here.count, 0) + row_number() over (
        partition by c.workspace_id order by c.priority, c.due_at, c.seq) as turn
    from candidates c left join (
      select workspace_id, sum(count) as count from busy group by workspace_id
    ) here on here.workspace_id = c.workspace_id
  ),
  capped as (select *, row_number() over (partition by job order by turn, workspace_place) as count from ranked),
  chosen as (
    select workspace_id, id, turn, workspace_place from capped where count <= of_job
    order by turn, workspace_place limit most
  ),
  locked as (
    select j.workspace_id, j.id, c.turn, c.workspace_place from jobs j
    join chosen c on c.workspace_id = j.workspace_id and c.id = j.id
    where j.state = 'ready' for update of j skip locked
  ),
  taken as (
    update jobs j set state = 'running', attempts = j.attempts + 1, fence = j.fence + 1, key = null,
      lease_owner = owner, lease_until = now() + make_interval(secs => lease_ms / 1000.0),
      started_at = now(), progress = null, progress_note = null
    from locked l where j.workspace_id = l.workspace_id and j.id = l.id
    returning j.*, l.turn, l.workspace_place
  )
  select t.workspace_id, t.id, t.plugin, t.job, t.payload, t.attempts, t.max_attempts, t.fence, t.lane,
    t.actor, t.event_id, t.created_at, soon.ms
  from (select (extract(epoch from min(due_at) - now()) * 1000)::double precision as ms from jobs where state = 'delayed') soon
  left join taken t on true order by t.turn, t.workspace_place;
end`;

/** Sign of life for all that one worker holds. What is missing from the answer is its no longer. */
const renew = `
begin
  if not (${outsideWorkspaces}) then return; end if;
  perform set_config('synchronous_commit', 'off', true);
  update jobs j set lease_until = now() + make_interval(secs => lease_ms / 1000.0) from (
    select h.workspace_id, h.id from jobs h where h.state = 'running' and h.lease_owner = owner for update skip locked
  ) held where j.workspace_id = held.workspace_id and j.id = held.id;
  return query select j.id, j.is_cancelling from jobs j where j.state = 'running' and j.lease_owner = owner;
end`;

/** What a worker that is gone held goes back; a lease far in the future is one of a clock that was wrong. */
const recover = `
declare recovered integer;
begin
  if not (${outsideWorkspaces}) then return 0; end if;
  update jobs j set
    state = case when j.is_cancelling then 'cancelled' when j.crashes + 1 >= most_crashes then 'dead' else 'ready' end,
    finished_at = case when j.is_cancelling or j.crashes + 1 >= most_crashes then now() end,
    attempts = greatest(j.attempts - 1, 0), crashes = j.crashes + 1, lease_owner = null, lease_until = null,
    last_error = 'The process that worked on it ended in the middle.'
  from (
    select workspace_id, id from jobs
    where state = 'running' and (lease_until < now() or lease_until > now() + interval '1 hour')
    limit 500 for update skip locked
  ) lost where j.workspace_id = lost.workspace_id and j.id = lost.id;
  get diagnostics recovered = row_count;
  return recovered;
end`;

const held = `
  select distinct workspace_id, plugin from jobs where ${outsideWorkspaces} and state = 'held'`;

const forget = `
  with oldest as (
    (select workspace_id, id from jobs where ${outsideWorkspaces} and state in ('done', 'cancelled')
       and finished_at < ended_before order by finished_at limit most)
    union all
    (select workspace_id, id from jobs where ${outsideWorkspaces} and state = 'dead'
       and finished_at < dead_before order by finished_at limit most)
  ),
  gone as (
    delete from jobs j using oldest o where j.workspace_id = o.workspace_id and j.id = o.id
      and j.state in ('done', 'cancelled', 'dead') returning 1
  )
  select count(*)::integer from gone`;

const functions: readonly DefinerFunction[] = [
  {
    name: 'jobs_claim',
    parameters:
      'owner uuid, most integer, after uuid, lease_ms integer, names text[], limits integer[], limits_here integer[]',
    returns: `table (workspace_id uuid, id uuid, plugin text, job text, payload jsonb, attempts integer,
      max_attempts integer, fence bigint, lane text, actor text, event_id bigint, created_at timestamptz,
      next_due_ms double precision)`,
    language: 'plpgsql',
    volatility: 'volatile',
    body: claim,
    tables: { jobs: 'select, update' },
  },
  {
    name: 'jobs_renew',
    parameters: 'owner uuid, lease_ms integer',
    returns: 'table (id uuid, is_cancelling boolean)',
    language: 'plpgsql',
    volatility: 'volatile',
    body: renew,
    tables: { jobs: 'select, update' },
  },
  {
    name: 'jobs_recover',
    parameters: 'most_crashes integer',
    returns: 'integer',
    language: 'plpgsql',
    volatility: 'volatile',
    body: recover,
    tables: { jobs: 'select, update' },
  },
  {
    name: 'jobs_held',
    parameters: '',
    returns: 'table (workspace_id uuid, plugin text)',
    language: 'sql',
    body: held,
    tables: { jobs: 'select' },
  },
  {
    name: 'jobs_forget',
    parameters: 'ended_before timestamptz, dead_before timestamptz, most integer',
    returns: 'integer',
    language: 'sql',
    volatility: 'volatile',
    body: forget,
    tables: { jobs: 'select, delete' },
  },
];

export default {
  async up(schema) {
    for (const definition of functions) await schema.definerFunction(definition);
  },

  async down(schema) {
    for (const { name } of functions) await schema.sql(`drop function ${name}`);
  },
} satisfies CoreMigration;
