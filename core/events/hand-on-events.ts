import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';

export interface HandingOn {
  /** Look at the outbox soon. */
  look(): void;
  stop(): void;
}

/** Events of one moment travel together. */
const gatherMs = 15;
/** Commits of other processes give no signal here. */
const pollMs = 500;
const pauseAfterFailureMs = 1_000;
const pageSize = 2_000;

interface Relay {
  readonly runtime: Runtime;
  readonly handedOn: () => void;
  timer: NodeJS.Timeout | undefined;
  isReading: boolean;
  isAsked: boolean;
  isFailing: boolean;
  isStopped: boolean;
}

/** Turns committed events into deliveries for their listeners; `handedOn` is called when there are new ones. */
export function handOnEvents(runtime: Runtime, handedOn: () => void): HandingOn {
  const state = { timer: undefined, isReading: false, isAsked: false, isFailing: false, isStopped: false };
  const relay: Relay = { runtime, handedOn, ...state };
  const look = () => ask(relay);
  const deaf = runtime.commits.hear(look);
  plan(relay, 0);
  return {
    look,
    stop() {
      relay.isStopped = true;
      clearTimeout(relay.timer);
      deaf();
    },
  };
}

function ask(relay: Relay): void {
  if (relay.isAsked) return;
  relay.isAsked = true;
  if (!relay.isReading) plan(relay, gatherMs);
}

function plan(relay: Relay, afterMs: number): void {
  clearTimeout(relay.timer);
  if (!relay.isStopped) relay.timer = setTimeout(() => void readOn(relay), afterMs).unref();
}

async function readOn(relay: Relay): Promise<void> {
  relay.isReading = true;
  relay.isAsked = false;
  const afterMs = await handOnPage(relay.runtime).then(
    (handed) => succeeded(relay, handed),
    (error: unknown) => failed(relay, error),
  );
  relay.isReading = false;
  plan(relay, relay.isAsked ? gatherMs : afterMs);
}

/** @returns how many deliveries were made */
export async function handOnPage({ database }: Runtime, most = pageSize): Promise<number> {
  const text = 'select events_hand_on($1) as handed';
  const [row] = await readInstance<{ handed: number }>(database, { text, values: [most] });
  return row?.handed ?? 0;
}

function succeeded(relay: Relay, handed: number): number {
  relay.isFailing = false;
  if (handed === 0) return pollMs;
  relay.handedOn();
  return 0;
}

/** The place in the outbox is in the database, so after an outage the reading goes on where it stopped. */
function failed(relay: Relay, error: unknown): number {
  if (!relay.isFailing) relay.runtime.log.warn({ err: error }, 'Listeners wait: the outbox cannot be read.');
  relay.isFailing = true;
  return pauseAfterFailureMs;
}
