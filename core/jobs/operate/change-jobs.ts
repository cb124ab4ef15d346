import type { Broadcast } from '../../db/broadcast.ts';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';

/** Told when running jobs were cancelled, so that they hear of it at once. */
export const cancelledTopic = 'jobs-cancelled';

export interface ChosenJob {
  readonly workspaceId: string;
  readonly id: string;
}

/** Run again what failed for good or was taken back, and at once what waits for its time. @returns how many */
export async function retryJobs(
  runtime: Pick<Runtime, 'database' | 'enqueued'>,
  chosen: readonly ChosenJob[],
): Promise<number> {
  const count = await change(runtime, 'jobs_retry', chosen);
  runtime.enqueued.raise();
  return count;
}

/** Take back what has not ended; what runs is told to stop, and nothing of it is kept. @returns how many */
export async function cancelJobs(
  runtime: Pick<Runtime, 'database'> & { readonly broadcast: Pick<Broadcast, 'tell'> },
  chosen: readonly ChosenJob[],
): Promise<number> {
  const count = await change(runtime, 'jobs_cancel', chosen);
  await runtime.broadcast.tell(cancelledTopic, '');
  return count;
}

async function change(
  { database }: Pick<Runtime, 'database'>,
  name: 'jobs_retry' | 'jobs_cancel',
  chosen: readonly ChosenJob[],
): Promise<number> {
  const [row] = await readInstance<{ count: number }>(database, {
    text: `select ${name}($1, $2) as count`,
    values: [chosen.map((job) => job.workspaceId), chosen.map((job) => job.id)],
  });
  return row?.count ?? 0;
}
