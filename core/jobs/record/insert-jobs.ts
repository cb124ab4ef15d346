import type { Statement } from '../../db/statement.ts';

/** A job to be written. */
export interface NewJob {
  readonly workspaceId: string;
  readonly id: string;
  readonly plugin: string;
  readonly job: string;
  readonly payload: unknown;
  /** RFC 3339; null for at once. */
  readonly dueAt: string | null;
  /** 1 before 5 before 9. */
  readonly priority: number;
  readonly maxAttempts: number;
  readonly key: string | null;
  /** Those of one lane run one at a time, in order; without one, those of one key do. */
  readonly lane?: string | null;
  readonly actor: string;
  readonly schedule: string | null;
}

const insert = `
  insert into jobs as j (workspace_id, id, plugin, job, kind, payload, state, priority, due_at, max_attempts,
    key, lane, actor, schedule)
  select workspace_id, id, plugin, job, 'job', payload,
    case when due_at > now() then 'delayed' else 'ready' end, priority, coalesce(due_at, now()), max_attempts,
    key, coalesce(lane, 'key:' || key), actor, schedule
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[], $7::smallint[],
    $8::integer[], $9::text[], $10::text[], $11::text[], $12::text[])
    as new (workspace_id, id, plugin, job, payload, due_at, priority, max_attempts, key, actor, schedule, lane)
  on conflict (workspace_id, job, key) where key is not null and state in ('delayed', 'ready', 'held')
  do update set
    due_at = least(j.due_at, excluded.due_at),
    state = case when j.state = 'delayed' then excluded.state else j.state end
  returning id`;

/** One row or a thousand in one statement. Answers the ids, those of jobs that waited under the same key among them. */
export function insertJobs(jobs: readonly NewJob[]): Statement {
  const values = [
    jobs.map((job) => job.workspaceId),
    jobs.map((job) => job.id),
    jobs.map((job) => job.plugin),
    jobs.map((job) => job.job),
    jobs.map((job) => JSON.stringify(job.payload ?? null)),
    jobs.map((job) => job.dueAt),
    jobs.map((job) => job.priority),
    jobs.map((job) => job.maxAttempts),
    jobs.map((job) => job.key),
    jobs.map((job) => job.actor),
    jobs.map((job) => job.schedule),
    jobs.map((job) => job.lane ?? null),
  ];
  return { text: insert, values };
}
