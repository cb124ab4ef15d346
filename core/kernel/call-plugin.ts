import { AsyncLocalStorage } from 'node:async_hooks';
import type { Runtime } from '../runtime.ts';
import type { Logger, Viewer } from '../sdk/index.ts';
import { inSpan } from '../tracing/in-span.ts';
import { withinTime } from './import/time-limit.ts';

/** Which plugin's code runs, and for what. */
export interface PluginCall {
  readonly plugin: string;
  /** `route GET /forecast`, `job finance.remind-overdue`: for the log and for whoever has to mend it. */
  readonly what: string;
  /** The longest it may take, in milliseconds: see `timeLimits`. Default: no limit. */
  readonly limitMs?: number;
  /** Where it runs and whose log it has; a `Ctx` will do. So that a fault is told with workspace and request. */
  readonly within?: CallPlace;
  /** It is started or ended, which it is also while it is held back: a process that comes up meanwhile needs it later. */
  readonly isLifecycle?: boolean;
  /** Whoever calls tries again, with pauses of its own: what is thrown is no fault, taking too long is. */
  readonly isRetried?: boolean;
  /** It belongs to a call that follows: that it went well says nothing of the whole. */
  readonly isPart?: boolean;
}

export interface CallPlace extends Partial<Pick<Viewer, 'workspace'>> {
  readonly log?: Logger;
}

type Watched = Pick<Runtime, 'pluginCalls'>;

const underWay = new AsyncLocalStorage<PluginCall>();

/**
 * The one way into a plugin's code while the instance runs: whatever it does, also later in a timer it set,
 * is put down to it, counted, and held to its time.
 * @throws Unavailable while the plugin is held back (see `isHeldBack`); TookTooLong; and what the plugin throws
 */
export function callPlugin<Result>(
  { pluginCalls }: Watched,
  call: PluginCall,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  return underWay.run(call, async () => {
    pluginCalls.admit(call);
    const began = performance.now();
    try {
      const attributes = { 'guildhall.plugin': call.plugin };
      const result = await inSpan(call.what, attributes, async () => inTime(call, work));
      pluginCalls.ended(call, performance.now() - began);
      return result;
    } catch (error) {
      pluginCalls.ended(call, performance.now() - began, error);
      throw error;
    }
  });
}

/** The same for code that may answer at once: what is no promise does not become one. */
export function enterPlugin<Result>({ pluginCalls }: Watched, call: PluginCall, work: () => Result): Result {
  return underWay.run(call, () => {
    pluginCalls.admit(call);
    const began = performance.now();
    const end = (error?: unknown) => pluginCalls.ended(call, performance.now() - began, error);
    const fail = (error: unknown): never => {
      end(error);
      throw error;
    };
    let result: Result;
    try {
      result = work();
    } catch (error) {
      return fail(error);
    }
    if (result instanceof Promise) return settled(call, result, end, fail) as Result;
    end();
    return result;
  });
}

async function settled(
  call: PluginCall,
  result: Promise<unknown>,
  end: () => void,
  fail: (error: unknown) => never,
): Promise<unknown> {
  const value = await Promise.resolve(inTime(call, () => result)).catch(fail);
  end();
  return value;
}

/**
 * The same for a function that answers at once, such as a rule. Whoever asks passed the gate already, so it
 * is not held back here.
 */
export function callPluginSync<Result>(
  { pluginCalls }: Watched,
  call: PluginCall,
  work: () => Result,
): Result {
  try {
    const result = underWay.run(call, work);
    if (!call.isPart) pluginCalls.ended(call, 0);
    return result;
  } catch (error) {
    pluginCalls.ended(call, 0, error);
    throw error;
  }
}

/** The call this code runs in, if it is a plugin's. */
export function currentCall(): PluginCall | undefined {
  return underWay.getStore();
}

function inTime<Result>(call: PluginCall, work: () => Promise<Result> | Result): Promise<Result> | Result {
  if (call.limitMs === undefined) return work();
  const sentence = `Plugin "${call.plugin}", ${call.what}: it takes longer than ${call.limitMs} ms.`;
  return withinTime(Promise.resolve(work()), call.limitMs, sentence);
}
