import { contextOn } from '../../context/open-ctx.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { isOn } from '../../kernel/gate.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import { completeJobs } from '../record/complete-job.ts';
import { handBackJob } from '../record/return-job.ts';
import { type Attempt, callWork, runJob } from './run-job.ts';
import { runningJob } from './running-job.ts';
import { scopeOfJob } from './scope-of-job.ts';
import { noteStumble, noteSuccess } from './streaks.ts';
import type { Worker } from './worker.ts';

/** One of several jobs that are begun together. */
export interface Turn {
  readonly job: ClaimedJob;
  readonly abort: AbortController;
}

/**
 * Quick jobs of one queue and workspace, one after the other in one transaction: beginning and committing cost more than
 * they do. Should any of them fail, nothing of any is kept and each is run by itself. Never throws.
 */
export async function runTogether(worker: Worker, turns: readonly Turn[]): Promise<void> {
  const [only] = turns;
  if (only && turns.length === 1) return runJob(worker, only.job, only.abort);
  const queue = only?.job.job ?? '';
  const began = performance.now();
  const isDone = await attemptAll(worker, turns).catch(() => false);
  if (isDone) return noteSuccess(worker, queue, (performance.now() - began) / turns.length);
  noteStumble(worker, queue);
  for (const { job } of turns) {
    if (worker.stopping.signal.aborted)
      await handBackJob(worker.runtime.database, job).catch(() => undefined);
    else await runJob(worker, job, renewedAbort(worker, job));
  }
}

/** @returns false when one of them has to be looked at by itself */
async function attemptAll(worker: Worker, turns: readonly Turn[]): Promise<boolean> {
  const attempts: Attempt[] = [];
  for (const turn of turns) {
    const attempt = await attemptOf(worker, turn);
    if (!attempt) return false;
    attempts.push(attempt);
  }
  const { runtime } = worker;
  await inWorkspace(runtime.database, turns[0]?.job.workspaceId ?? '', async (unit) => {
    for (const attempt of attempts) {
      const ctx = contextOn(runtime, attempt.scope, unit);
      await callWork(attempt, ctx, runningJob(runtime, attempt.job, attempt.scope));
    }
    await completeJobs(
      unit,
      turns.map(({ job }) => job),
    );
  });
  return true;
}

async function attemptOf(worker: Worker, { job, abort }: Turn): Promise<Attempt | null> {
  const work = worker.works.get(job.job);
  const scope = work ? await scopeOfJob(worker.runtime, work, job, abort.signal) : null;
  if (!work || !scope || !isOn(scope, work.plugin)) return null;
  return { worker, work, job, scope };
}

/** What it was told to stop for in the first attempt counts no more; whether it is still its own is asked at the end. */
function renewedAbort({ atWork }: Worker, job: ClaimedJob): AbortController {
  const abort = new AbortController();
  const there = atWork.get(job.id);
  if (there) atWork.set(job.id, { ...there, abort });
  return abort;
}
