import { readBreakers } from '../faults/breaker-rows.ts';
import { keptMemory } from '../faults/memory/watch-memory.ts';
import type { Runtime } from '../runtime.ts';
import { browserFaults } from './browser-faults.ts';

/** One thing that is wrong with a plugin, for the admin of the instance. */
export interface PluginTrouble {
  readonly plugin: string;
  readonly title: string;
  readonly kind: 'resting' | 'browser' | 'memory';
  readonly details: string;
  /** RFC 3339; null where it is so now. */
  readonly at: string | null;
}

const worthTellingBytes = 16 * 1024 * 1024;

/** What was noticed beside the checks that plugins bring themselves: what rests, what fails in browsers, who holds memory. */
export async function pluginTroubles(
  runtime: Pick<Runtime, 'database' | 'registry' | 'pluginCalls'>,
): Promise<PluginTrouble[]> {
  const [resting, inBrowsers] = await Promise.all([
    readBreakers(runtime.database),
    browserFaults(runtime.database),
  ]);
  const memory = keptMemory(runtime).filter(({ bytes }) => bytes >= worthTellingBytes);
  const all = [
    ...resting.map(({ id, what, reason, openedAt }) =>
      trouble(id, 'resting', `${what}: ${reason}`, openedAt),
    ),
    ...inBrowsers.map(({ plugin, file, message, times, lastAt }) =>
      trouble(plugin, 'browser', `${file}: ${message} (${times}×)`, lastAt),
    ),
    ...memory.map(({ plugin, bytes, place }) =>
      trouble(plugin, 'memory', `${Math.round(bytes / 1024 / 1024)} MB, ${place}`, null),
    ),
  ];
  return all.map((one) => ({
    ...one,
    title: runtime.registry.plugins.find(({ id }) => id === one.plugin)?.declaration?.title ?? one.plugin,
  }));
}

function trouble(plugin: string, kind: PluginTrouble['kind'], details: string, at: string | null) {
  return { plugin, kind, details, at };
}
