import type { Runtime } from '../../runtime.ts';
import { quarantinePlugin } from '../quarantine.ts';
import type { Blocked } from './messages.ts';

/** Blocks as long as this count; so many of them within this time are too many. */
const countedMs = 1_000;
const mostBlocks = 3;
const withinMs = 10 * 60_000;

/** Each long block is a fault of its plugin; the third within ten minutes takes it out of use. */
export function noteBlocks(runtime: Runtime) {
  const blocks = new Map<string, number[]>();

  return async ({ culprit, ms }: Blocked): Promise<void> => {
    const { plugin, what, place } = culprit;
    const sentence = `It kept the process from answering for ${Math.round(ms)} ms, at ${place}.`;
    runtime.log.error({ ...culprit, ms: Math.round(ms) }, 'A plugin kept the process from answering.');
    if (ms < countedMs) return;
    runtime.pluginCalls.astray({ plugin, what }, new Error(sentence));
    const recent = (blocks.get(plugin) ?? []).filter((at) => at > performance.now() - withinMs);
    blocks.set(plugin, [...recent, performance.now()]);
    if (recent.length + 1 < mostBlocks) return;
    blocks.delete(plugin);
    await quarantinePlugin(runtime, plugin, `${sentence} That was the third time in ten minutes.`).catch(
      (error: unknown) => runtime.log.error({ err: error, plugin }, 'A plugin was not put in quarantine.'),
    );
  };
}
