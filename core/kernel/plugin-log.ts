import type { Logger } from '../sdk/index.ts';

/** The same log, every line marked with the plugin it is about. */
export function pluginLog(log: Logger, plugin: string): Logger {
  return {
    debug: (details, message) => log.debug({ plugin, ...details }, message),
    info: (details, message) => log.info({ plugin, ...details }, message),
    warn: (details, message) => log.warn({ plugin, ...details }, message),
    error: (details, message) => log.error({ plugin, ...details }, message),
  };
}
