import { v7 as newId } from 'uuid';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { byCommand } from './archive-task.ts';

/** What became of a backup that a command made or tried to make. */
export interface CommandRun {
  readonly startedAt: Date;
  /** The name of the archive; null when it never got one. */
  readonly file: string | null;
  readonly recipient: string | null;
  readonly made: { readonly bytes: number; readonly sha256: string; readonly rows: number } | null;
  /** Why there is none, or what it lacks, in a sentence. */
  readonly error: string | null;
}

const insert = `
  insert into archive_tasks
    (id, kind, state, file, recipient, asked_by, asked_at, started_at, finished_at, attempts, progress, bytes, sha256, rows, error)
  values ($1, 'backup', $2, left($3, 200), $4, $5, $6, $6, now(), 1, $7, $8, $9, $10, left($11, 4000))`;

/** Notes it beside those that are made in the background, so that health and pruning know of it. */
export async function noteRun(
  { database }: Pick<Runtime, 'database'>,
  { startedAt, file, recipient, made, error }: CommandRun,
): Promise<void> {
  const state = made ? 'done' : 'failed';
  const values = [
    ...[newId(), state, file, recipient, byCommand, startedAt.toISOString(), made ? 1 : 0],
    ...[made?.bytes ?? null, made?.sha256 ?? null, made?.rows ?? null, error],
  ];
  await readInstance(database, { text: insert, values });
}
