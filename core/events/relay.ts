import type { Runtime } from '../runtime.ts';
import { type ChangeLog, createChangeLog, type Missed, type Place } from './change-log.ts';
import { changesSince, type ResourceChanges } from './changes-since.ts';
import { newestChanges } from './newest-changes.ts';

/** Who wants to hear of changes, for live updates. */
export interface ChangeSink {
  /** Is anybody listening? While nobody is, nothing is read, after a while. */
  isWanted(): boolean;
  /** `seen` is how far this goes. */
  receive(groups: readonly ResourceChanges[], seen: string): void;
}

export interface Relay {
  /** From here on nothing is missed. Ask before somebody starts to listen. */
  ready(): Promise<void>;
  /** How far it has read; empty while it does not. */
  seen(): string;
  /** What changed there that somebody who saw this much has not heard of. */
  missed(place: Place, seen: string): Missed;
  stop(): void;
}

/** A commit is told after this pause, so that those of one moment travel together. */
const gatherMs = 20;
/** Under steady writing the outbox is read no more often than this. */
const restMs = 80;
/** Other processes' commits give no signal here: look for them this often. */
const pollMs = 300;
const pauseAfterFailureMs = 1_000;
/** More changes of one resource in one read are told as a number only. */
const mostChanges = 50;
/** Whoever reloads a page is away for a moment; for them it reads on for so long. */
const lingerMs = 30_000;
/** It begins with the last so many changes, for those who come from another process. */
const newestAtFirst = 2_000;

interface State {
  readonly runtime: Runtime;
  readonly sink: ChangeSink;
  readonly log: ChangeLog;
  since: string | null;
  beginning: Promise<void> | null;
  timer: NodeJS.Timeout | undefined;
  isReading: boolean;
  isPlannedSoon: boolean;
  restedAt: number;
  wantedUntil: number;
  isFailing: boolean;
  isStopped: boolean;
}

/** Carries committed changes of every process to this process's listeners. */
export function startRelay(runtime: Runtime, sink: ChangeSink): Relay {
  const log = createChangeLog();
  const state: State = { runtime, sink, log, since: null, beginning: null, timer: undefined, ...atRest };
  const unhear = runtime.commits.hear(() => wake(state));
  return {
    ready: () => begin(state),
    seen: () => state.since ?? '',
    missed: (place, seen) => log.missed(place, seen),
    stop() {
      state.isStopped = true;
      clearTimeout(state.timer);
      unhear();
    },
  };
}

const atRest = {
  isReading: false,
  isPlannedSoon: false,
  restedAt: 0,
  wantedUntil: 0,
  isFailing: false,
  isStopped: false,
};

function begin(state: State): Promise<void> {
  if (state.since !== null) return Promise.resolve();
  state.beginning ??= newestChanges(state.runtime.database, newestAtFirst)
    .then((newest) => {
      state.log.begin(newest);
      state.since = newest.seen;
      state.wantedUntil = performance.now() + lingerMs;
      plan(state, pollMs);
    })
    .finally(() => {
      state.beginning = null;
    });
  return state.beginning;
}

function plan(state: State, afterMs: number): void {
  clearTimeout(state.timer);
  if (state.isStopped) return;
  state.timer = setTimeout(() => void readOn(state), afterMs).unref();
}

function wake(state: State): void {
  if (state.since === null || state.isPlannedSoon) return;
  state.isPlannedSoon = true;
  if (!state.isReading) planSoon(state);
}

function planSoon(state: State): void {
  plan(state, Math.max(gatherMs, state.restedAt - performance.now()));
}

async function readOn(state: State): Promise<void> {
  state.isPlannedSoon = false;
  if (state.since === null) return;
  if (!isWanted(state)) {
    state.since = null;
    return;
  }
  state.isReading = true;
  const afterMs = await deliver(state, state.since).then(recovered(state), failed(state));
  state.isReading = false;
  state.restedAt = performance.now() + restMs;
  if (state.isPlannedSoon) planSoon(state);
  else plan(state, afterMs);
}

function isWanted(state: State): boolean {
  const now = performance.now();
  if (state.sink.isWanted()) state.wantedUntil = now + lingerMs;
  return now < state.wantedUntil;
}

async function deliver(state: State, since: string): Promise<void> {
  const { seen, groups } = await changesSince(state.runtime.database, since, mostChanges);
  state.since = seen;
  state.log.add(groups, seen);
  if (groups.length > 0) state.sink.receive(groups, seen);
}

function recovered(state: State): () => number {
  return () => {
    state.isFailing = false;
    return pollMs;
  };
}

/** What was seen is kept, so after an outage the reading goes on where it stopped. */
function failed(state: State): (error: unknown) => number {
  return (error) => {
    if (!state.isFailing)
      state.runtime.log.warn({ err: error }, 'Live updates pause: the outbox cannot be read.');
    state.isFailing = true;
    return pauseAfterFailureMs;
  };
}
