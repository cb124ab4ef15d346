import type { ClaimedJob } from '../record/claimed-job.ts';
import type { Worker } from './worker.ts';

/** A queue whose last so many jobs ended well and quickly may run several in one transaction. */
export const provenAfter = 20;
/** The longest a job of it takes lately, in milliseconds. */
const quickMs = 50;
const mostTogether = 25;
/** A transaction holds its locks until all in it are done, so no more go into one than take this long, in milliseconds. */
const lockedMs = 250;

/** What is known of one queue in this process. */
export interface Streak {
  good: number;
  usualMs: number;
}

export function noteSuccess({ streaks }: Worker, queue: string, ms: number): void {
  const streak = streaks.get(queue) ?? { good: 0, usualMs: ms };
  streaks.set(queue, { good: streak.good + 1, usualMs: streak.usualMs * 0.9 + ms * 0.1 });
}

/** From here on it has to prove itself anew. */
export function noteStumble({ streaks }: Worker, queue: string): void {
  streaks.delete(queue);
}

/** Takes the next job from those that wait, with as many of its kind as go well together with it. */
export function takeNext(worker: Worker): ClaimedJob[] {
  const first = worker.waiting.shift();
  if (!first) return [];
  const most = togetherWith(worker, first);
  const taken = [first];
  for (let at = 0; at < worker.waiting.length && taken.length < most; ) {
    const next = worker.waiting[at];
    if (next && next.job === first.job && next.workspaceId === first.workspaceId) {
      taken.push(...worker.waiting.splice(at, 1));
    } else {
      at += 1;
    }
  }
  return taken;
}

/** So short, in milliseconds, that several one after the other are sooner done than each beside the others. */
const aloneMs = 25;

/** Not more than leaves work for the places that are free, but for what is over in no time. */
function togetherWith({ streaks, works, waiting, most, places }: Worker, { job }: ClaimedJob): number {
  const streak = streaks.get(job);
  const isProven = streak !== undefined && streak.good >= provenAfter && streak.usualMs <= quickMs;
  if (!isProven || works.get(job)?.kind !== 'transaction') return 1;
  const share = Math.ceil((waiting.length + 1) / Math.max(1, most - places));
  const wanted = Math.max(share, Math.floor(aloneMs / streak.usualMs));
  return Math.max(1, Math.min(wanted, mostTogether, Math.floor(lockedMs / streak.usualMs)));
}
