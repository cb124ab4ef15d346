import type { Logger } from '../sdk/index.ts';
import { callPlugin } from './call-plugin.ts';
import { eachInOrder } from './each-in-order.ts';
import { describeFailure } from './import/describe-failure.ts';
import { TookTooLong } from './import/time-limit.ts';
import type { LoadedPlugin, WorkingPlugin } from './loaded-plugin.ts';
import type { PluginCalls } from './plugin-calls.ts';
import { pluginLog } from './plugin-log.ts';
import type { LiveStates } from './states/live-states.ts';

export interface StartedPlugins {
  readonly plugins: readonly LoadedPlugin[];
  /** Stops what is held now, and starts again what no longer is. */
  follow(states: LiveStates): void;
  /** Stops what was started, last first. */
  stop(): Promise<void>;
}

export interface StartParts {
  readonly limitMs: number;
  readonly log: Logger;
  readonly pluginCalls: PluginCalls;
}

interface Started {
  readonly plugin: WorkingPlugin;
  /** Null while it is stopped. */
  abort: AbortController | null;
}

export async function startPlugins(
  plugins: readonly LoadedPlugin[],
  parts: StartParts,
): Promise<StartedPlugins> {
  const started: Started[] = [];
  const outcome = await eachInOrder(plugins, async (plugin) => {
    const one: Started = { plugin, abort: null };
    const failure = await startOne(one, parts);
    if (failure === null) started.push(one);
    return failure;
  });
  let following: Promise<void> = Promise.resolve();
  return {
    plugins: outcome,
    follow(states) {
      // In turn: one that is let go again must not start while it still stops.
      following = following.then(() => followAll(started, states, parts));
    },
    async stop() {
      await following;
      for (const one of started.reverse()) await stopOne(one, parts, 'The process stops.');
    },
  };
}

async function followAll(started: readonly Started[], states: LiveStates, parts: StartParts): Promise<void> {
  for (const one of started) {
    const held = states.heldOf(one.plugin.id);
    if (held) await stopOne(one, parts, held.reason);
    else if (!one.abort) await startAgain(one, parts);
  }
}

async function startAgain(one: Started, parts: StartParts): Promise<void> {
  const failure = await startOne(one, parts);
  if (failure !== null) parts.log.error({ plugin: one.plugin.id, failure }, 'A plugin did not start again.');
}

async function startOne(one: Started, { limitMs, log, pluginCalls }: StartParts): Promise<string | null> {
  const { declaration, id, codeFolder } = one.plugin;
  const abort = new AbortController();
  one.abort = abort;
  const context = { log: pluginLog(log, id), signal: abort.signal };
  try {
    const call = { plugin: id, what: 'start', limitMs, within: context, isLifecycle: true };
    await callPlugin({ pluginCalls }, call, () => declaration.start?.(context));
    return null;
  } catch (error) {
    abort.abort(error);
    one.abort = null;
    return `starting it failed: ${reasonOf(error, codeFolder, limitMs)}`;
  }
}

function reasonOf(error: unknown, codeFolder: string, limitMs: number): string {
  if (!(error instanceof TookTooLong)) return describeFailure(error, codeFolder);
  return `it takes longer than ${limitMs} ms. Look for a promise that never settles, or raise PLUGIN_START_TIMEOUT_MS.`;
}

async function stopOne(one: Started, { limitMs, log, pluginCalls }: StartParts, why: string): Promise<void> {
  const { abort, plugin } = one;
  if (!abort) return;
  one.abort = null;
  abort.abort(new Error(why));
  const call = { plugin: plugin.id, what: 'stop', limitMs, isLifecycle: true };
  await callPlugin({ pluginCalls }, call, () => plugin.declaration.stop?.()).catch((error: unknown) => {
    log.error({ plugin: plugin.id, err: error }, 'A plugin did not stop as it should.');
  });
}
