import type { PluginCall } from '../kernel/call-plugin.ts';
import { lineLimit } from '../line-limit.ts';
import type { Logger } from '../sdk/index.ts';

const mostPerSecond = 5;

/** A line for each fault with all that is known of it; of a plugin that storms, a few a second and how many were left out. */
export function faultLog(log: Logger) {
  const limit = lineLimit(mostPerSecond);
  return ({ plugin, what, within }: PluginCall, error: unknown, ms: number): void => {
    const unsaid = limit(plugin);
    if (unsaid === null) return;
    const details = {
      plugin,
      what,
      workspace: within?.workspace?.id,
      ms: Math.round(ms),
      err: error,
      unsaid,
    };
    (within?.log ?? log).error(details, 'A plugin failed.');
  };
}
