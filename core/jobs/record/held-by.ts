import type { ClaimedJob } from './claimed-job.ts';

/** The condition every write of a worker carries: the job is still its own. Takes the first four parameters. */
export const heldByMe =
  "workspace_id = $1 and id = $2 and state = 'running' and lease_owner = $3 and fence = $4";

export function holder({ workspaceId, id, owner, fence }: ClaimedJob): unknown[] {
  return [workspaceId, id, owner, fence];
}
