import { type FreshCache, freshCache } from '../access/fresh-cache.ts';
import type { Broadcast } from '../db/broadcast.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import { wholeInstance } from './muting-table.ts';

/** Told when something was muted or may speak again. */
export const mutingTopic = 'muting';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 1_000;

type Scopes = ReadonlySet<string>;
const memories = new WeakMap<Broadcast, FreshCache<Scopes>>();

/**
 * May nothing leave the instance now? Whatever reaches the outside asks here at the moment it would: mail, messages,
 * webhooks, charges, and jobs and schedules that do such things. A restored instance is muted until somebody confirms
 * that it is the one that counts; else two would write to the same customers. What is asked for meanwhile waits, it is
 * not dropped.
 * @param workspaceId also asks for this workspace alone: one that came from another instance is muted by itself
 * @example if (await isMuted(runtime, job.workspaceId)) return later(job);
 */
export async function isMuted(
  runtime: Pick<Runtime, 'database' | 'broadcast'>,
  workspaceId: string | null = null,
): Promise<boolean> {
  const scopes = await memoryOf(runtime).get('all');
  return scopes !== null && (scopes.has(wholeInstance) || (workspaceId !== null && scopes.has(workspaceId)));
}

/** One memory per process: its broadcast lives exactly as long. */
function memoryOf(runtime: Pick<Runtime, 'database' | 'broadcast'>): FreshCache<Scopes> {
  const known = memories.get(runtime.broadcast);
  if (known) return known;
  const load = async (): Promise<Scopes> => {
    // Whoever asks may be in the middle of a transaction.
    const rows = await readInstance<{ scope: string }>(runtime.database.aside, {
      text: 'select scope from mutings',
      values: [],
    });
    return new Set(rows.map(({ scope }) => scope));
  };
  const memory = freshCache<Scopes>({ load, maxAgeMs, most: 1 });
  memories.set(runtime.broadcast, memory);
  runtime.broadcast.hear(mutingTopic, () => memory.clear());
  return memory;
}
