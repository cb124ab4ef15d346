import type { PluginCalls } from '../kernel/plugin-calls.ts';
import type { Runtime } from '../runtime.ts';
import { Unavailable } from '../sdk/index.ts';

/** How long a call waits for its turn. */
const patienceMs = 5_000;

interface Slots {
  taken: number;
  readonly waiting: (() => void)[];
}

const slotsOf = new WeakMap<PluginCalls, Map<string, Slots>>();

/**
 * A plugin never holds more than half of the connections of a process, so that one whose handlers hang leaves
 * the others theirs. The slot is free again when the work's transaction is over.
 * @throws Unavailable when no slot became free in time
 */
export async function inSlot<Result>(
  { pluginCalls, config }: Pick<Runtime, 'pluginCalls' | 'config'>,
  plugin: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const slots = findSlots(pluginCalls, plugin);
  const most = Math.max(1, Math.floor(config.databasePoolMax / 2));
  if (slots.taken >= most) await turnIn(slots, plugin);
  else slots.taken += 1;
  try {
    return await work();
  } finally {
    leave(slots);
  }
}

function findSlots(calls: PluginCalls, plugin: string): Slots {
  const byPlugin = slotsOf.get(calls) ?? new Map<string, Slots>();
  slotsOf.set(calls, byPlugin);
  const slots = byPlugin.get(plugin) ?? { taken: 0, waiting: [] };
  byPlugin.set(plugin, slots);
  return slots;
}

/** Hands the slot to whoever waits, so that nobody slips in between. */
function leave(slots: Slots): void {
  const next = slots.waiting.shift();
  if (next) next();
  else slots.taken -= 1;
}

function turnIn({ waiting }: Slots, plugin: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      clearTimeout(patience);
      resolve();
    };
    const patience = setTimeout(() => {
      waiting.splice(waiting.indexOf(go), 1);
      const details = { plugin, retryAfterSeconds: 5 };
      reject(new Unavailable(`The module "${plugin}" is busy. Try again shortly.`, details));
    }, patienceMs);
    waiting.push(go);
  });
}
