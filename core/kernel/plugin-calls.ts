import { blame } from './blame.ts';
import type { PluginCall } from './call-plugin.ts';

/** Who wants to know of calls into plugins: what counts faults, what measures. */
export interface CallObserver {
  /** Before the call; throwing Unavailable keeps it from happening. */
  admit?(call: PluginCall): void;
  /** Before its records are touched, which may run none of its code; throwing Unavailable keeps it from happening. */
  enter?(plugin: string): void;
  /** After it. `error` is there when it failed, once per error: for the innermost call it came out of. */
  ended?(call: PluginCall, ms: number, error?: unknown): void;
  /** Something it did failed where nobody waited for it: a timer, a socket, a promise. */
  astray?(call: PluginCall, error: unknown): void;
}

/** The calls into plugins of one process. */
export interface PluginCalls {
  observe(observer: CallObserver): void;
  /** @throws Unavailable while the plugin is held back */
  admit(call: PluginCall): void;
  /** @throws Unavailable while the plugin is held back */
  enter(plugin: string): void;
  ended(call: PluginCall, ms: number, error?: unknown): void;
  astray(call: PluginCall, error: unknown): void;
}

export function createPluginCalls(): PluginCalls {
  const observers: CallObserver[] = [];
  return {
    observe: (observer) => void observers.push(observer),
    admit(call) {
      for (const observer of observers) observer.admit?.(call);
    },
    enter(plugin) {
      for (const observer of observers) observer.enter?.(plugin);
    },
    ended(call, ms, error) {
      // A service of one plugin may fail inside a route of another: the fault is the first one's.
      if (error !== undefined && !blame(error, call)) return;
      for (const observer of observers) observer.ended?.(call, ms, error);
    },
    astray(call, error) {
      if (!blame(error, call)) return;
      for (const observer of observers) observer.astray?.(call, error);
    },
  };
}
