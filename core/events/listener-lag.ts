import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';

/** How far one listener is behind, over all workspaces. */
export interface ListenerLag {
  readonly listener: string;
  readonly plugin: string;
  /** Deliveries that have not ended. */
  readonly count: number;
  /** The age of the oldest of them, in milliseconds. */
  readonly oldest_ms: number;
}

/** Those that have anything before them. */
export function listenerLag({ database }: Pick<Runtime, 'database'>): Promise<ListenerLag[]> {
  return readInstance(database, { text: 'select * from listeners_behind()', values: [] });
}

export interface OutboxLag {
  /** Events that were not handed on to their listeners yet. */
  readonly count: number;
  /** The age of the oldest of them, in milliseconds; null when there is none. */
  readonly oldest_ms: number | null;
}

export async function outboxLag({ database }: Pick<Runtime, 'database'>): Promise<OutboxLag> {
  const [row] = await readInstance<OutboxLag>(database, {
    text: 'select * from events_waiting()',
    values: [],
  });
  return row ?? { count: 0, oldest_ms: null };
}
