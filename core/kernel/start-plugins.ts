import type { Logger } from '../sdk/index.ts';
import { eachInOrder } from './each-in-order.ts';
import { describeFailure } from './import/describe-failure.ts';
import { withinTime } from './import/time-limit.ts';
import type { LoadedPlugin, WorkingPlugin } from './loaded-plugin.ts';
import { pluginLog } from './plugin-log.ts';

export interface StartedPlugins {
  readonly plugins: readonly LoadedPlugin[];
  /** Stops what was started, last first. */
  stop(): Promise<void>;
}

interface Started {
  readonly plugin: WorkingPlugin;
  readonly abort: AbortController;
}

export async function startPlugins(
  plugins: readonly LoadedPlugin[],
  limitMs: number,
  log: Logger,
): Promise<StartedPlugins> {
  const started: Started[] = [];
  const outcome = await eachInOrder(plugins, async (plugin) => {
    const abort = new AbortController();
    const failure = await startOne(plugin, abort, limitMs, log);
    if (failure === null) started.push({ plugin, abort });
    return failure;
  });
  return { plugins: outcome, stop: () => stopAll(started.reverse(), limitMs, log) };
}

async function startOne(
  { declaration, id, codeFolder }: WorkingPlugin,
  abort: AbortController,
  limitMs: number,
  log: Logger,
): Promise<string | null> {
  if (!declaration.start) return null;
  const tooLong = `it takes longer than ${limitMs} ms. Look for a promise that never settles, or raise PLUGIN_START_TIMEOUT_MS.`;
  try {
    const context = { log: pluginLog(log, id), signal: abort.signal };
    await withinTime(
      callSafely(() => declaration.start?.(context)),
      limitMs,
      tooLong,
    );
    return null;
  } catch (error) {
    abort.abort(error);
    return `starting it failed: ${describeFailure(error, codeFolder)}`;
  }
}

/** A plugin in plain JavaScript may throw instead of rejecting. */
async function callSafely(call: () => Promise<void> | undefined): Promise<void> {
  await call();
}

async function stopAll(started: readonly Started[], limitMs: number, log: Logger): Promise<void> {
  for (const { plugin, abort } of started) {
    abort.abort(new Error('The process stops.'));
    const tooLong = `it takes longer than ${limitMs} ms.`;
    await withinTime(
      callSafely(() => plugin.declaration.stop?.()),
      limitMs,
      tooLong,
    ).catch((error: unknown) => {
      log.error({ plugin: plugin.id, err: error }, 'A plugin did not stop as it should.');
    });
  }
}
