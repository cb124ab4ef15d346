import type { ArchiveTask } from '../tasks/archive-task.ts';

/** A task as programs see it. */
export function taskJson(task: ArchiveTask): object {
  const {
    id,
    kind,
    state,
    file,
    plannedFor,
    askedAt,
    finishedAt,
    progress,
    note,
    bytes,
    sha256,
    rows,
    error,
  } = task;
  return {
    id,
    kind,
    state,
    file,
    plannedFor,
    askedAt,
    finishedAt,
    progress,
    note,
    bytes,
    sha256,
    rows,
    error,
  };
}
