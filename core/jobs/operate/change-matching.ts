import type { Runtime } from '../../runtime.ts';
import type { ChosenJob } from './change-jobs.ts';
import { type JobQuestion, listJobs } from './list-jobs.ts';

/**
 * The same to all jobs that a question finds, a page after the other from the newest to the oldest: those that come
 * meanwhile are newer and left alone. @returns how many
 */
export async function changeMatching(
  runtime: Runtime,
  question: JobQuestion,
  change: (runtime: Runtime, chosen: readonly ChosenJob[]) => Promise<number>,
): Promise<number> {
  let count = 0;
  let before = question.before;
  for (;;) {
    const page = await listJobs(runtime, { ...question, before });
    const chosen = page.map(({ workspace_id: workspaceId, id }) => ({ workspaceId, id }));
    if (chosen.length > 0) count += await change(runtime, chosen);
    if (page.length < question.most) return count;
    before = page.at(-1)?.seq;
  }
}
