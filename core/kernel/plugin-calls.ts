import type { PluginCall } from './call-plugin.ts';

/** Who wants to know of calls into plugins: what counts faults, what measures. */
export interface CallObserver {
  /** Before the call; throwing Unavailable keeps it from happening. */
  admit?(call: PluginCall): void;
  /** After it. `error` is there when it failed. */
  ended?(call: PluginCall, ms: number, error?: unknown): void;
}

/** The calls into plugins of one process. */
export interface PluginCalls {
  observe(observer: CallObserver): void;
  admit(call: PluginCall): void;
  ended(call: PluginCall, ms: number, error?: unknown): void;
}

export function createPluginCalls(): PluginCalls {
  const observers: CallObserver[] = [];
  return {
    observe: (observer) => void observers.push(observer),
    admit(call) {
      for (const observer of observers) observer.admit?.(call);
    },
    ended(call, ms, error) {
      for (const observer of observers) observer.ended?.(call, ms, error);
    },
  };
}
