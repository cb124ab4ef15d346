import { openCtx } from '../../context/open-ctx.ts';
import { runOnce } from '../../db/run-once.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { RunningJob } from '../../sdk/index.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import { holdJob } from '../record/complete-job.ts';
import { heldByMe, holder } from '../record/held-by.ts';

const noted = `update jobs set progress = least(greatest($5, 0), 1), progress_note = left($6, 500) where ${heldByMe}`;
/** Said more often, progress is kept to itself. */
const leastPauseMs = 200;

/** What the plugin's function gets to know and say about its own running. */
export function runningJob(runtime: Runtime, job: ClaimedJob, scope: Scope): RunningJob {
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    id: job.id,
    attempt: job.attempts,
    idempotencyKey: job.id,
    async progress(share, note) {
      if (performance.now() - saidAt < leastPauseMs && share < 1) return;
      saidAt = performance.now();
      const values = [...holder(job), share, note ?? null];
      await runOnce(runtime.database, job.workspaceId, { text: noted, values });
    },
    inTransaction: (work) =>
      openCtx(runtime, scope, async (ctx) => {
        const result = await work(ctx);
        await holdJob(ctx.unit, job);
        return result;
      }),
  };
}
