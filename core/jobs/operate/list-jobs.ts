import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';

export const jobStates = ['dead', 'running', 'ready', 'delayed', 'held', 'cancelled', 'done'] as const;
export type JobState = (typeof jobStates)[number];

export interface JobQuestion {
  readonly states: readonly JobState[];
  readonly plugin?: string | undefined;
  readonly queue?: string | undefined;
  readonly workspaceId?: string | undefined;
  /** Go on below this one. */
  readonly before?: number | undefined;
  readonly most: number;
}

/** A job as an operator sees it: never its payload, which belongs to its workspace. */
export interface ListedJob {
  readonly workspace_id: string;
  readonly workspace_name: string;
  readonly id: string;
  readonly seq: number;
  readonly plugin: string;
  readonly job: string;
  readonly kind: 'job' | 'delivery';
  readonly state: JobState;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly due_at: string;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly last_error: string | null;
  readonly progress: number | null;
  readonly progress_note: string | null;
  readonly is_cancelling: boolean;
}

/** Jobs of all workspaces, newest first. */
export function listJobs(
  { database }: Pick<Runtime, 'database'>,
  question: JobQuestion,
): Promise<ListedJob[]> {
  const { states, plugin, queue, workspaceId, before, most } = question;
  const values = [states, plugin ?? null, queue ?? null, workspaceId ?? null, before ?? null, most];
  return readInstance(database, { text: 'select * from jobs_listed($1, $2, $3, $4, $5, $6)', values });
}
