import { processMemory } from '../access/process-memory.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import { wholeInstance } from './muting-table.ts';

/** Told when something was muted or may speak again. */
export const mutingTopic = 'muting';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 1_000;

type Scopes = ReadonlySet<string>;
type Place = Pick<Runtime, 'database' | 'broadcast'>;
const memory = processMemory({ topic: mutingTopic, maxAgeMs, most: 1, load: loadScopes });

/**
 * May nothing leave the instance now? Whatever reaches the outside asks here at the moment it would: mail, messages,
 * webhooks, charges, and jobs and schedules that do such things. A restored instance is muted until somebody confirms
 * that it is the one that counts; else two would write to the same customers. What is asked for meanwhile waits, it is
 * not dropped.
 * @param workspaceId also asks for this workspace alone: one that came from another instance is muted by itself
 * @example if (await isMuted(runtime, job.workspaceId)) return later(job);
 */
export async function isMuted(place: Place, workspaceId: string | null = null): Promise<boolean> {
  const scopes = await memory.of(place, 'all');
  return scopes !== null && (scopes.has(wholeInstance) || (workspaceId !== null && scopes.has(workspaceId)));
}

async function loadScopes({ database }: Place): Promise<Scopes> {
  // Whoever asks may be in the middle of a transaction.
  const rows = await readInstance<{ scope: string }>(database.aside, {
    text: 'select scope from mutings',
    values: [],
  });
  return new Set(rows.map(({ scope }) => scope));
}
