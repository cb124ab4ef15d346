import type { Runtime } from '../../runtime.ts';
import type { QueueDriver } from './queue-driver.ts';

/** Between those who leave work and those who do it, in this process and in others. */
export interface Bell {
  /** Some other process is to look as well: here is more than one can do. */
  ring(): void;
  /** This process works: it hears its own commits at once, and what others ring. @returns a function that ends it */
  answer(react: () => void): Promise<() => Promise<void>>;
  /** Which driver carries the word. */
  readonly driver: QueueDriver['name'];
}

type Parts = Pick<Runtime, 'commits' | 'enqueued' | 'registry' | 'log'>;

/** Commits of one moment ring once. */
const gatherMs = 25;
/** A process that has more than it can do says so less often: whoever came to help goes on by himself. */
const crowdMs = 100;

/** In every process: one that does not work itself rings for one that does. */
export function hangBell(driver: QueueDriver, parts: Parts): Bell & { close(): void } {
  const wake = (): void => {
    void driver.wake().catch((error: unknown) => {
      parts.log.debug({ err: error }, 'Word of new work got lost; it is found by looking.');
    });
  };
  let answering = 0;
  const [commits, crowd] = [gathered(gatherMs, wake), gathered(crowdMs, wake)];
  const ringForOthers = (): void => {
    if (answering === 0) commits.ring();
  };
  const hasListeners = parts.registry.contributions.listens.length > 0;
  const deaf = [parts.enqueued.hear(ringForOthers)];
  if (hasListeners) deaf.push(parts.commits.hear(ringForOthers));
  return {
    driver: driver.name,
    ring: crowd.ring,
    async answer(react) {
      answering++;
      const stop = await driver.listen(react);
      return async () => {
        answering--;
        await stop();
      };
    },
    close() {
      commits.close();
      crowd.close();
      for (const stop of deaf) stop();
    },
  };
}

/** However often it is rung meanwhile, it is heard once, so many milliseconds after the first time. */
function gathered(ms: number, wake: () => void): { ring(): void; close(): void } {
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    timer = undefined;
    wake();
  };
  return {
    ring: () => {
      timer ??= setTimeout(heard, ms).unref();
    },
    close: () => clearTimeout(timer),
  };
}
