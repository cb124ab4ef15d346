import type { CallObserver } from '../kernel/plugin-calls.ts';
import { openBreakers } from './breakers.ts';
import { faultLog } from './fault-log.ts';
import { isFault } from './is-fault.ts';
import type { Watching } from './watching.ts';

export interface FaultWatch {
  stop(): Promise<void>;
}

/** From now on each fault of a plugin is told with its name, counted, and answered: rest first, then quarantine. */
export async function watchPluginCalls(watching: Watching): Promise<FaultWatch> {
  const breakers = await openBreakers(watching);
  const tell = faultLog(watching.log);
  const observer: CallObserver = {
    admit: (call) => (call.isLifecycle ? undefined : breakers.admit(call.plugin)),
    enter: (plugin) => breakers.enter(plugin),
    ended(call, ms, error) {
      if (error === undefined || !isFault(error, call))
        return call.isPart ? undefined : breakers.succeeded(call.plugin);
      tell(call, error, ms);
      breakers.failed(call, error);
    },
    astray: (call, error) => breakers.failed(call, error),
  };
  watching.pluginCalls.observe(observer);
  return { stop: () => breakers.close() };
}
