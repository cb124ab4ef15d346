import { join, sep } from 'node:path';
import { currentCall, type PluginCall } from '../kernel/call-plugin.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { type PluginInStack, pluginInStack } from '../kernel/import/plugin-in-stack.ts';
import type { PluginCalls } from '../kernel/plugin-calls.ts';
import { lineLimit } from '../line-limit.ts';
import { codeFolder, packageRoot } from '../package-root.ts';
import type { Logger } from '../sdk/index.ts';

export interface ProcessGuard {
  /** From now on, what these leave uncaught is put down to them. */
  know(plugins: readonly Candidate[]): void;
  /** Whom to tell what plugins leave uncaught. */
  tell(pluginCalls: PluginCalls): void;
}

const mostPerSecond = 5;

/**
 * Nothing thrown beside the path of a request is lost. What a plugin leaves uncaught, in a timer, a socket or
 * a promise, costs a line in the log and counts against it; an exception of the core itself leaves us in an
 * unknown state, so `stop` is called.
 */
export function guardProcess(log: Logger, stop: () => void): ProcessGuard {
  const limit = lineLimit(mostPerSecond);
  let inStack: PluginInStack = () => undefined;
  let calls: PluginCalls | null = null;

  const report = (error: unknown, message: string): PluginCall | null => {
    const call = culpritOf(error, inStack);
    const unsaid = limit(call?.plugin ?? '');
    const { plugin, what, within } = call ?? {};
    const details = { plugin, what, workspace: within?.workspace?.id, err: error, unsaid };
    if (unsaid !== null) (within?.log ?? log).error(details, message);
    if (call) calls?.astray(call, error);
    return call;
  };

  process.on('uncaughtException', (error) => {
    if (!report(error, 'An exception was caught by nobody.')) stop();
  });
  process.on('unhandledRejection', (error) => {
    report(error, 'A rejected promise was handled by nobody.');
  });
  // Node notices that listeners pile up, and knows the line that added the last one.
  process.on('warning', (warning) => {
    if (warning.name !== 'MaxListenersExceededWarning') return;
    const plugin = inStack(warning.stack ?? '');
    if (plugin !== undefined) log.warn({ plugin, err: warning }, 'A plugin adds listeners and removes none.');
  });
  return {
    know(plugins) {
      inStack = pluginInStack(plugins);
    },
    tell(pluginCalls) {
      calls = pluginCalls;
    },
  };
}

/** Source maps may name what the code was made from. */
const ourFiles = [codeFolder('core'), join(packageRoot(), 'core')].map((folder) => folder + sep);

/**
 * Whose call began what failed is known even where no line of the plugin is left in the stack, as in a socket's
 * error. Where Node lost that, as in microtasks, the stack has to do. Code of ours that broke on its own is ours,
 * though a plugin's call may have set it going.
 */
function culpritOf(error: unknown, inStack: PluginInStack): PluginCall | null {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const plugin = inStack(stack);
  const call = currentCall();
  if (call && (plugin !== undefined || !ourFiles.some((folder) => stack.includes(folder)))) return call;
  return plugin === undefined ? null : { plugin, what: 'something it began by itself' };
}
