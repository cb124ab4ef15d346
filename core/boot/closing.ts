import { withinTime } from '../kernel/import/time-limit.ts';
import type { Logger } from '../sdk/index.ts';

/** What was opened, to be closed last first, whatever of it fails. */
export interface Closing {
  add(what: string, close: () => unknown): void;
  closeAll(): Promise<void>;
}

interface Opened {
  readonly what: string;
  readonly close: () => unknown;
}

const longestMs = 15_000;

export function createClosing(log: Logger): Closing {
  const open: Opened[] = [];
  return {
    add: (what, close) => void open.push({ what, close }),
    async closeAll() {
      for (let last = open.pop(); last; last = open.pop()) await closeOne(last, log);
    },
  };
}

async function closeOne({ what, close }: Opened, log: Logger): Promise<void> {
  const began = performance.now();
  try {
    await withinTime(Promise.resolve(close()), longestMs, `It takes longer than ${longestMs} ms.`);
    log.debug({ what, ms: Math.round(performance.now() - began) }, 'Closed.');
  } catch (error) {
    log.error({ err: error, what }, 'Something did not close as it should.');
  }
}
