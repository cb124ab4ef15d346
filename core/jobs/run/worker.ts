import { randomUUID } from 'node:crypto';
import type { Runtime } from '../../runtime.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import type { Works } from '../work.ts';
import { worksOf } from '../works-of.ts';
import type { Streak } from './streaks.ts';

/** A job that runs in this process. */
export interface AtWork {
  readonly job: ClaimedJob;
  /** Aborted when it was cancelled, lost, took too long, or the process stops. */
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** One process that works on jobs. */
export interface Worker {
  readonly runtime: Runtime;
  /** Names this process in leases. */
  readonly owner: string;
  readonly works: Works;
  /** Jobs at work at a time. */
  readonly most: number;
  readonly stopping: AbortController;
  readonly atWork: Map<string, AtWork>;
  /** How many of `most` are taken: jobs that run in one transaction take one together. */
  places: number;
  /** How the queues did lately. */
  readonly streaks: Map<string, Streak>;
  /** Claimed and not begun. */
  readonly waiting: ClaimedJob[];
  /** The workspace served last. */
  servedLast: string;
  /** How long a job takes lately, in milliseconds. */
  usualMs: number;
  /** Under way when there is one. */
  looking: Promise<void> | null;
  isAskedAgain: boolean;
  isFailing: boolean;
  timer: NodeJS.Timeout | undefined;
}

const nobody = '00000000-0000-0000-0000-000000000000';

export function makeWorker(runtime: Runtime): Worker {
  const { jobConcurrency, databasePoolMax } = runtime.config;
  return {
    runtime,
    owner: randomUUID(),
    works: worksOf(runtime.registry),
    most: Math.max(1, Math.min(jobConcurrency, Math.floor(databasePoolMax / 2))),
    stopping: new AbortController(),
    atWork: new Map(),
    places: 0,
    streaks: new Map(),
    waiting: [],
    servedLast: nobody,
    usualMs: Number.POSITIVE_INFINITY,
    looking: null,
    isAskedAgain: false,
    isFailing: false,
    timer: undefined,
  };
}

/** Jobs that take this little are fetched some ahead, so that fetching does not cost more than doing. */
const quickMs = 50;
/** So much work may lie ahead of each place, as long as jobs take lately, in milliseconds. */
const aheadMs = 300;
const leastAhead = 4;
/** Enough for one full transaction of jobs that are done together while the next is on its way. */
const mostAhead = 30;

/** How many more jobs this process may take now. */
export function roomFor({ most, usualMs, waiting, places }: Worker): number {
  const inHand = waiting.length + places;
  if (usualMs > quickMs) return most - inHand;
  const ahead = most * Math.max(leastAhead, Math.min(mostAhead, Math.floor(aheadMs / usualMs)));
  // Fetched anew once half of it is gone, so that nobody stands idle meanwhile.
  return waiting.length > ahead / 2 ? 0 : ahead - inHand;
}

export function noteDuration(worker: Worker, ms: number): void {
  worker.usualMs = Number.isFinite(worker.usualMs) ? worker.usualMs * 0.9 + ms * 0.1 : ms;
}
