export const taskKinds = ['backup', 'check', 'export', 'return'] as const;
/** `backup` and `check` are about the instance; `export` and `return` take one workspace out and put it back. */
export type TaskKind = (typeof taskKinds)[number];
export type TaskState = 'waiting' | 'running' | 'done' | 'failed';

/** Something to do with an archive, in the background. */
export interface ArchiveTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly state: TaskState;
  /** The workspace it is about; null for the whole instance. */
  readonly about: string | null;
  readonly file: string | null;
  /** Encrypted for whoever holds the other half of this key. */
  readonly recipient: string | null;
  readonly plannedFor: string | null;
  /** `user:<id>`, `apiKey:<id>`, `system:plan` or `system:command`. */
  readonly askedBy: string;
  readonly askedAt: string;
  readonly finishedAt: string | null;
  readonly attempts: number;
  /** From 0 to 1. */
  readonly progress: number;
  readonly note: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly rows: number | null;
  readonly error: string | null;
}

/** Made by `npm run backup`, which notes here what became of it. */
export const byCommand = 'system:command';

/** For `select`, in the words of `ArchiveTask`. */
export const taskColumns = `id, kind, state, about, file, recipient, planned_for as "plannedFor", asked_by as "askedBy",
  asked_at as "askedAt", finished_at as "finishedAt", attempts, progress, note, bytes, sha256, rows, error`;
