import { withinTime } from '../kernel/import/time-limit.ts';
import type { Logger } from '../sdk/index.ts';

/** What was opened, to be closed last first, whatever of it fails. */
export interface Closing {
  /** Aborted the moment the stop begins, before anything is closed. */
  readonly stopping: AbortSignal;
  add(what: string, close: () => unknown): void;
  /**
   * For what needs a while to come to rest: it begins together with the stop and is waited for in its turn.
   * `stillServesMs` says how long requests are taken yet.
   */
  addEarly(what: string, close: (stillServesMs: number) => unknown): void;
  /** Begin the stop without closing anything else yet. */
  announce(stillServesMs: number): void;
  closeAll(): Promise<void>;
}

interface Opened {
  readonly what: string;
  close(): unknown;
}

interface Early extends Opened {
  begin(stillServesMs: number): void;
}

const longestMs = 15_000;
/** Container engines kill after 30 seconds, some after 25; by then all must be over. */
const longestInAllMs = 22_000;

export function createClosing(log: Logger): Closing {
  const open: Opened[] = [];
  const early: Early[] = [];
  const stopping = new AbortController();
  let deadline = Number.POSITIVE_INFINITY;

  const announce = (stillServesMs: number): void => {
    if (stopping.signal.aborted) return;
    deadline = performance.now() + longestInAllMs;
    stopping.abort(new Error('The process stops.'));
    for (const one of early) one.begin(stillServesMs);
  };

  return {
    stopping: stopping.signal,
    add: (what, close) => void open.push({ what, close }),
    addEarly(what, close) {
      const one = beginEarly(what, close);
      if (stopping.signal.aborted) one.begin(0);
      early.push(one);
      open.push(one);
    },
    announce,
    async closeAll() {
      announce(0);
      for (let last = open.pop(); last; last = open.pop()) {
        await closeOne(last, Math.min(longestMs, deadline - performance.now()), log);
      }
    },
  };
}

function beginEarly(what: string, close: (stillServesMs: number) => unknown): Early {
  let closed: Promise<unknown> = Promise.resolve();
  return {
    what,
    begin(stillServesMs) {
      closed = Promise.resolve().then(() => close(stillServesMs));
      // Whether it failed is looked at in its turn.
      closed.catch(() => undefined);
    },
    close: () => closed,
  };
}

async function closeOne({ what, close }: Opened, limitMs: number, log: Logger): Promise<void> {
  const began = performance.now();
  const patienceMs = Math.max(100, Math.round(limitMs));
  try {
    await withinTime(Promise.resolve(close()), patienceMs, `It takes longer than ${patienceMs} ms.`);
    log.debug({ what, ms: Math.round(performance.now() - began) }, 'Closed.');
  } catch (error) {
    log.error({ err: error, what }, 'Something did not close as it should.');
  }
}
