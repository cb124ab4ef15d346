import type { Broadcast } from '../db/broadcast.ts';
import { type FreshCache, freshCache } from './fresh-cache.ts';

interface Place {
  readonly broadcast: Broadcast;
}

/** What is read often and seldom changes, kept by each process for itself. */
export interface ProcessMemory<Where extends Place, Value> {
  of(where: Where, key: string): Promise<Value | null>;
  /** After a change of one's own: other processes hear of it, this one knows at once. */
  forget(where: Where): void;
}

interface ProcessMemoryOptions<Where, Value> {
  /** Word of a change, from whichever process, forgets all of it; should word get lost, age does. */
  readonly topic: string;
  readonly maxAgeMs: number;
  /** Keys kept at most. */
  readonly most: number;
  load(where: Where, key: string): Promise<Value | null>;
}

/** It lives exactly as long as the broadcast that keeps it true. */
export function processMemory<Where extends Place, Value>({
  topic,
  maxAgeMs,
  most,
  load,
}: ProcessMemoryOptions<Where, Value>): ProcessMemory<Where, Value> {
  const memories = new WeakMap<Broadcast, FreshCache<Value>>();
  const memoryOf = (where: Where): FreshCache<Value> => {
    const known = memories.get(where.broadcast);
    if (known) return known;
    const memory = freshCache<Value>({ load: (key) => load(where, key), maxAgeMs, most });
    memories.set(where.broadcast, memory);
    where.broadcast.hear(topic, () => memory.clear());
    return memory;
  };
  return {
    of: (where, key) => memoryOf(where).get(key),
    forget: (where) => memoryOf(where).clear(),
  };
}
