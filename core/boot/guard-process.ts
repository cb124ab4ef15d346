import type { Candidate } from '../kernel/find/candidate.ts';
import { comesFrom } from '../kernel/import/describe-failure.ts';
import type { Logger } from '../sdk/index.ts';

export interface ProcessGuard {
  /** From now on, what these leave uncaught is put down to them. */
  know(plugins: readonly Candidate[]): void;
}

/**
 * Nothing thrown beside the path of a request is lost. A plugin's timer that throws costs a line in the
 * log; an exception of the core itself leaves us in an unknown state, so `stop` is called.
 */
export function guardProcess(log: Logger, stop: () => void): ProcessGuard {
  let known: readonly Candidate[] = [];
  const ownerOf = (error: unknown) => known.find((plugin) => isFrom(plugin, error))?.name;

  process.on('uncaughtException', (error) => {
    const plugin = ownerOf(error);
    log.error({ err: error, plugin }, 'An exception was caught by nobody.');
    if (plugin === undefined) stop();
  });
  process.on('unhandledRejection', (error) => {
    log.error({ err: error, plugin: ownerOf(error) }, 'A rejected promise was handled by nobody.');
  });
  return {
    know(plugins) {
      known = plugins;
    },
  };
}

function isFrom({ folder, codeFolder }: Candidate, error: unknown): boolean {
  return comesFrom(error, codeFolder) || comesFrom(error, folder);
}
