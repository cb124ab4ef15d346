import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Logger } from '../sdk/index.ts';

/** The one time of an instance, whatever the clocks of its machines say: that of its database. */
export interface InstanceClock {
  now(): Date;
  stop(): void;
}

interface Parts {
  readonly database: Database;
  readonly log: Logger;
  /** The machine's own time and its steady one, in milliseconds. */
  readonly machine?: { wall(): number; steady(): number };
}

/** Both clocks run alike, so this is for what they drift apart and for a machine that slept. */
const askAgainMs = 30_000;
/** An answer that took longer says too little of when it was given. */
const slowMs = 500;
const firstTries = 5;
/** The machine's own clock was put forward or back, or stood still while it slept. */
const jumpMs = 2_000;
const worthTellingMs = 5_000;

interface State {
  readonly parts: Required<Parts>;
  /** To be added to the steady time of the machine. */
  offset: number;
  /** The machine's own time less its steady one when the database was asked last. */
  apart: number;
  isAsking: boolean;
  isTold: boolean;
}

const own = { wall: () => Date.now(), steady: () => performance.now() };

/** Asks the database once before it answers, and now and then from there on. */
export async function openInstanceClock(parts: Parts): Promise<InstanceClock> {
  const { wall, steady } = parts.machine ?? own;
  const apart = wall() - steady();
  const state: State = {
    ...{ parts: { machine: own, ...parts }, offset: apart, apart },
    ...{ isAsking: false, isTold: false },
  };
  for (let left = firstTries; left > 0 && !(await ask(state, left > 1)); left -= 1) await pause(0);
  const timer = setInterval(() => askQuietly(state), askAgainMs).unref();
  return {
    now() {
      const now = steady();
      if (Math.abs(wall() - now - state.apart) > jumpMs) askQuietly(state);
      return new Date(now + state.offset);
    },
    stop: () => clearInterval(timer),
  };
}

/** While the database is away the steady clock goes on by itself. */
function askQuietly(state: State): void {
  if (state.isAsking) return;
  state.isAsking = true;
  void ask(state, true)
    .catch(() => undefined)
    .finally(() => {
      state.isAsking = false;
    });
}

const timeOfDatabase = {
  text: 'select (extract(epoch from clock_timestamp()) * 1000)::double precision as ms',
  values: [],
};

/** @returns whether the answer was good enough to be taken */
async function ask(state: State, isParticular: boolean): Promise<boolean> {
  const { database, machine } = state.parts;
  const began = machine.steady();
  const [row] = await readInstance<{ ms: number }>(database, timeOfDatabase);
  const ended = machine.steady();
  if (!row || (isParticular && ended - began > slowMs)) return false;
  state.offset = row.ms - (began + ended) / 2;
  state.apart = machine.wall() - ended;
  tellOnce(state);
  return true;
}

function tellOnce(state: State): void {
  const seconds = Math.round((state.apart - state.offset) / 1_000);
  const isOff = Math.abs(seconds) * 1_000 > worthTellingMs;
  if (isOff && !state.isTold) {
    state.parts.log.warn(
      { seconds },
      `The clock of this machine is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the database's, which counts. Set it right.`,
    );
  }
  state.isTold = isOff;
}
