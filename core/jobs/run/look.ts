import { lookAgainMs } from '../limits.ts';
import { type ClaimAnswer, claimJobs } from '../record/claim-jobs.ts';
import { startNext } from './start-next.ts';
import { roomFor, type Worker } from './worker.ts';

/** Look for due jobs now. Asked while it looks, it looks once more. Never throws. */
export function look(worker: Worker): void {
  if (worker.stopping.signal.aborted) return;
  if (worker.looking) {
    worker.isAskedAgain = true;
    return;
  }
  clearTimeout(worker.timer);
  worker.looking = lookUntilIdle(worker).then((waitMs) => {
    worker.looking = null;
    plan(worker, waitMs);
  });
}

function plan(worker: Worker, waitMs: number): void {
  if (worker.stopping.signal.aborted) return;
  const isWanted = worker.isAskedAgain && roomFor(worker) > 0;
  worker.timer = setTimeout(() => look(worker), isWanted ? 0 : waitMs).unref();
}

/** What is due and not ours to take, because somebody has it locked, is looked for again after this. */
const lockedPauseMs = 50;
/** Where nothing can be taken anywhere, the second time round there is the end. */
const mostRounds = 2;

/** @returns when to look again if nothing is heard */
async function lookUntilIdle(worker: Worker): Promise<number> {
  let waitMs = lookAgainMs;
  let rounds = 0;
  for (let most = roomFor(worker); most > 0; most = roomFor(worker)) {
    if (worker.stopping.signal.aborted) break;
    worker.isAskedAgain = false;
    const answer = await claimMore(worker, most);
    if (!answer) break;
    waitMs = waitAfter(answer);
    if (answer.jobs.length > 0) continue;
    const { seenTo } = answer;
    if (seenTo === null) break;
    if (seenTo <= worker.servedLast) rounds += 1;
    worker.servedLast = seenTo;
    if (rounds === mostRounds) break;
  }
  return waitMs;
}

function waitAfter({ nextDueMs }: ClaimAnswer): number {
  if (nextDueMs === null) return lookAgainMs;
  return nextDueMs > 0 ? Math.min(lookAgainMs, nextDueMs) : lockedPauseMs;
}

async function claimMore(worker: Worker, most: number): Promise<ClaimAnswer | null> {
  const { runtime, owner, works, servedLast } = worker;
  try {
    const answer = await claimJobs(runtime.database, { owner, most, after: servedLast, works });
    worker.isFailing = false;
    worker.servedLast = answer.jobs.at(-1)?.workspaceId ?? servedLast;
    worker.waiting.push(...answer.jobs);
    if (answer.jobs.length >= most) runtime.bell.ring();
    startNext(worker, () => look(worker));
    return answer;
  } catch (error) {
    if (!worker.isFailing) runtime.log.warn({ err: error }, 'Jobs pause: they cannot be looked up.');
    worker.isFailing = true;
    return null;
  }
}
