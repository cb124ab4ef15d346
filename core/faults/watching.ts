import type { Runtime } from '../runtime.ts';

/** What it takes to act on the faults of plugins; there before any of them is loaded. */
export type Watching = Pick<
  Runtime,
  'config' | 'database' | 'broadcast' | 'pluginCalls' | 'pluginStates' | 'log'
>;
