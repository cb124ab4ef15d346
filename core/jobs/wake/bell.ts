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

/** In every process: one that does not work itself rings for one that does. */
export function hangBell(driver: QueueDriver, parts: Parts): Bell & { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let answering = 0;
  const ring = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void driver.wake().catch((error: unknown) => {
        parts.log.debug({ err: error }, 'Word of new work got lost; it is found by looking.');
      });
    }, gatherMs).unref();
  };
  const ringForOthers = (): void => {
    if (answering === 0) ring();
  };
  const hasListeners = parts.registry.contributions.listens.length > 0;
  const deaf = [parts.enqueued.hear(ringForOthers)];
  if (hasListeners) deaf.push(parts.commits.hear(ringForOthers));
  return {
    driver: driver.name,
    ring,
    async answer(react) {
      answering++;
      const stop = await driver.listen(react);
      return async () => {
        answering--;
        await stop();
      };
    },
    close() {
      clearTimeout(timer);
      for (const stop of deaf) stop();
    },
  };
}
