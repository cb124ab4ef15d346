import { comesFrom } from '../kernel/import/describe-failure.ts';
import type { LoadedPlugin } from '../kernel/loaded-plugin.ts';
import type { Logger } from '../sdk/index.ts';

type Known = Pick<LoadedPlugin, 'id' | 'folder'> & Partial<Pick<LoadedPlugin, 'codeFolder'>>;

export interface ProcessGuard {
  /** From now on, what these leave uncaught is put down to them. */
  know(plugins: readonly Known[]): void;
  release(): void;
}

/**
 * Nothing thrown beside the path of a request is lost. A plugin's timer that throws costs a line in the
 * log; an exception of the core itself leaves us in an unknown state, so the process stops in order.
 */
export function guardProcess(log: Logger, stop: () => void): ProcessGuard {
  let known: readonly Known[] = [];
  const owner = (error: unknown) =>
    known.find((plugin) => folders(plugin).some((one) => comesFrom(error, one)));

  function onException(error: unknown): void {
    const plugin = owner(error)?.id;
    log.error({ err: error, plugin }, 'An exception was caught by nobody.');
    if (plugin === undefined) stop();
  }

  function onRejection(error: unknown): void {
    log.error({ err: error, plugin: owner(error)?.id }, 'A rejected promise was handled by nobody.');
  }

  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  return {
    know(plugins) {
      known = plugins;
    },
    release() {
      process.off('uncaughtException', onException);
      process.off('unhandledRejection', onRejection);
    },
  };
}

function folders({ folder, codeFolder = folder }: Known): string[] {
  return [codeFolder, folder];
}
