import type { ClaimedJob } from './claimed-job.ts';

/** The condition every write of a worker carries: the job is still its own. Takes the first four parameters. */
export const heldByMe =
  "workspace_id = $1 and id = $2 and state = 'running' and lease_owner = $3 and fence = $4";

export function holder({ workspaceId, id, owner, fence }: ClaimedJob): unknown[] {
  return [workspaceId, id, owner, fence];
}

/** The same for several of one workspace: joined as `mine (id, fence)`, it takes the four parameters of `holderOfAll`. */
export const allHeldByMe = `from unnest($2::uuid[], $4::bigint[]) as mine (id, fence)
  where j.workspace_id = $1 and j.id = mine.id and j.fence = mine.fence and j.state = 'running' and j.lease_owner = $3`;

export function holderOfAll(jobs: readonly ClaimedJob[]): unknown[] {
  const [first] = jobs;
  return [first?.workspaceId, jobs.map(({ id }) => id), first?.owner, jobs.map(({ fence }) => fence)];
}
