import type { ClaimedJob } from '../record/claimed-job.ts';

/** What each line of the log says of the job it comes from, by the names that lines of requests use. */
export function originOf({ plugin, job, id, workspaceId, actor }: ClaimedJob): object {
  return { plugin, job, jobId: id, workspace: workspaceId, actor };
}
