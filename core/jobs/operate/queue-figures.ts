import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';

/** How one queue stands, over all workspaces. */
export interface QueueFigures {
  /** The id of the job or listener. */
  readonly queue: string;
  readonly plugin: string;
  readonly ready: number;
  readonly delayed: number;
  readonly running: number;
  /** Waits because its plugin is off where it belongs. */
  readonly held: number;
  readonly dead: number;
  /** How long the oldest that is ready has waited, in milliseconds; 0 when none is. */
  readonly oldestDueMs: number;
}

interface Row {
  readonly job: string;
  readonly plugin: string;
  readonly state: 'ready' | 'delayed' | 'running' | 'held' | 'dead';
  readonly count: number;
  readonly oldest_ms: number | null;
}

/** How all queues stand that hold anything, for watchers and for the page of the operator. */
export async function queueFigures({ database }: Pick<Runtime, 'database'>): Promise<QueueFigures[]> {
  const rows = await readInstance<Row>(database, { text: 'select * from jobs_figures()', values: [] });
  const queues = new Map<string, QueueFigures>();
  for (const row of rows) queues.set(row.job, { ...(queues.get(row.job) ?? empty(row)), ...figuresOf(row) });
  return [...queues.values()].sort((one, other) => one.queue.localeCompare(other.queue));
}

function empty({ job: queue, plugin }: Row): QueueFigures {
  return { queue, plugin, ready: 0, delayed: 0, running: 0, held: 0, dead: 0, oldestDueMs: 0 };
}

function figuresOf({ state, count, oldest_ms: oldestMs }: Row): Partial<QueueFigures> {
  return { [state]: count, ...(oldestMs === null ? {} : { oldestDueMs: Math.max(0, Math.round(oldestMs)) }) };
}
