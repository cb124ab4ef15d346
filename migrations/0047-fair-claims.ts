import type { CoreMigration } from '../core/db/migrations/steps.ts';
import theirs from './0011-job-functions.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";
const unfinished = "state in ('delayed', 'ready', 'running', 'held')";
/** So many processes may die over a job before it is suspected of having killed them. */
const innocent = 2;
/** So many queues of workspaces are looked at by one claim. */
const mostPairs = 300;

/** From one workspace in which a queue has something ready to the next, without reading what lies between. */
const workspacesFrom = (name: string, which: string) => `
  ${name}(workspace_id) as (
    (select r.workspace_id from jobs r where r.state = 'ready' and r.job = o.job and ${which}
     order by r.workspace_id limit 1)
    union all
    select n.workspace_id from ${name} p cross join lateral (
      select r.workspace_id from jobs r
      where r.state = 'ready' and r.job = o.job and r.workspace_id > p.workspace_id and ${which}
      order by r.workspace_id limit 1) n
  )`;

const isFirstOfItsLane = (one: string) => `(${one}.lane is null or not exists (
  select from jobs e where e.workspace_id = ${one}.workspace_id and e.job = ${one}.job and e.lane = ${one}.lane
    and e.${unfinished} and e.seq < ${one}.seq))`;

/**
 * Not to be found by the index of what is ready: where statistics say that hardly anything is, the planner would read all of
 * that index again for each one chosen.
 */
const isStillReady = "concat(j.state) = 'ready'";

/**
 * What the next worker does: turn about by workspace, beginning after the one served last; within a workspace by priority
 * and time. One at a time claims, so that limits hold; what somebody has locked is passed over. Only queues with room are
 * looked at, and of those that reach further than one claim looks as far as all have been seen: there the next begins when
 * nothing came of it. A process holds one suspect at a time, so that it alone answers for the end of its process.
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
  with recursive busy as materialized (
    select workspace_id, job, count(*)::integer as count,
      bool_or(lease_owner = owner and crashes > ${innocent}) as has_my_suspect
    from jobs where state = 'running' group by 1, 2
  ),
  queues(job) as (
    (select r.job from jobs r where r.state = 'ready' order by r.job limit 1)
    union all
    select n.job from queues p cross join lateral (
      select r.job from jobs r where r.state = 'ready' and r.job > p.job order by r.job limit 1) n
  ),
  open as materialized (
    select q.job, k.at_once_here, k.at_once - coalesce(everywhere.count, 0) as of_job,
      array(select b.workspace_id from busy b where b.job = q.job and b.count >= k.at_once_here) as full_in,
      ceil(${mostPairs}.0 / count(*) over ())::integer as most_pairs
    from queues q join unnest(names, limits, limits_here) as k(name, at_once, at_once_here) on k.name = q.job
    left join (select job, sum(count)::integer as count from busy group by job) everywhere on everywhere.job = q.job
    where k.at_once > coalesce(everywhere.count, 0)
  ),
  walked as materialized (
    select o.*, w.*, row_number() over (partition by o.job order by w.is_around, w.workspace_id) as nth
    from open o cross join lateral (
      with recursive ${workspacesFrom('ahead', 'r.workspace_id > after')},
      ${workspacesFrom('around', 'r.workspace_id <= after')}
      select * from (select false as is_around, workspace_id from ahead union all select true, workspace_id from around) seen
      where workspace_id <> all (o.full_in) limit o.most_pairs
    ) w
  ),
  edge as materialized (
    select is_around, workspace_id from walked where nth = most_pairs order by is_around, workspace_id limit 1
  ),
  pairs as materialized (
    select w.*, row_number() over (order by w.is_around, w.workspace_id, w.job) as place, count(*) over () as seen_count
    from walked w left join edge on true
    where edge.workspace_id is null or (w.is_around, w.workspace_id) <= (edge.is_around, edge.workspace_id)
  ),
  room as (
    select p.workspace_id, p.job, p.place, p.of_job,
      least(ceil(most * 4.0 / p.seen_count)::integer, p.of_job, p.at_once_here - coalesce(b.count, 0)) as here
    from pairs p left join busy b on b.workspace_id = p.workspace_id and b.job = p.job
  ),
  candidates as (
    select r.workspace_id, r.job, r.place, r.of_job, c.* from room r cross join lateral (
      (select w.id, w.priority, w.due_at, w.seq, false as is_suspect from (
        select * from jobs j where j.workspace_id = r.workspace_id and j.job = r.job and j.state = 'ready'
          and j.crashes <= ${innocent}
        order by j.priority, j.due_at, j.seq limit 1000
      ) w where ${isFirstOfItsLane('w')} limit greatest(r.here, 0))
      union all
      (select s.id, s.priority, s.due_at, s.seq, true from jobs s
       where (select exists (select from jobs where state = 'ready' and crashes > ${innocent})
           and not exists (select from busy where has_my_suspect))
         and s.workspace_id = r.workspace_id and s.job = r.job and s.state = 'ready' and s.crashes > ${innocent}
         and ${isFirstOfItsLane('s')}
       order by s.priority, s.due_at, s.seq limit 1)
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
  capped as (
    select *, row_number() over (partition by job order by turn, workspace_place) as count,
      row_number() over (partition by is_suspect order by turn, workspace_place) as among_such
    from ranked
  ),
  chosen as (
    select workspace_id, id, turn, workspace_place from capped
    where count <= of_job and (among_such = 1 or not is_suspect)
    order by turn, workspace_place limit most
  ),
  locked as (
    select j.workspace_id, j.id, c.turn, c.workspace_place from jobs j
    join chosen c on c.workspace_id = j.workspace_id and c.id = j.id
    where ${isStillReady} for update of j skip locked
  ),
  taken as (
    update jobs j set state = 'running', attempts = j.attempts + 1, fence = j.fence + 1, key = null,
      lease_owner = owner, lease_until = now() + make_interval(secs => lease_ms / 1000.0),
      started_at = now(), progress = null, progress_note = null
    from locked l where j.workspace_id = l.workspace_id and j.id = l.id
    returning j.*, l.turn, l.workspace_place
  )
  select t.workspace_id, t.id, t.plugin, t.job, t.payload, t.attempts, t.max_attempts, t.fence, t.lane,
    t.actor, t.event_id, t.created_at, soon.ms, (select edge.workspace_id from edge)
  from (select (extract(epoch from min(due_at) - now()) * 1000)::double precision as ms from jobs where state = 'delayed') soon
  left join taken t on true order by t.turn, t.workspace_place;
end`;

const byQueue = '(job, workspace_id, priority, due_at, seq)';

export default {
  async up(schema) {
    await schema.sql('drop index jobs_ready');
    await schema.sql(`create index jobs_ready on jobs ${byQueue} where state = 'ready'`);
    await schema.sql(
      `create index jobs_suspect on jobs ${byQueue} where state = 'ready' and crashes > ${innocent}`,
    );
    await schema.sql('drop function jobs_claim');
    await schema.definerFunction({
      name: 'jobs_claim',
      parameters:
        'owner uuid, most integer, after uuid, lease_ms integer, names text[], limits integer[], limits_here integer[]',
      returns: `table (workspace_id uuid, id uuid, plugin text, job text, payload jsonb, attempts integer,
        max_attempts integer, fence bigint, lane text, actor text, event_id bigint, created_at timestamptz,
        next_due_ms double precision, seen_to uuid)`,
      language: 'plpgsql',
      volatility: 'volatile',
      body: claim,
      tables: { jobs: 'select, update' },
    });
  },

  async down(schema) {
    await theirs.down(schema);
    await schema.sql('drop index jobs_suspect');
    await schema.sql('drop index jobs_ready');
    await schema.sql(
      "create index jobs_ready on jobs (workspace_id, job, priority, due_at, seq) where state = 'ready'",
    );
    await theirs.up(schema);
  },
} satisfies CoreMigration;
