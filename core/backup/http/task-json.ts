import type { ArchiveTask } from '../tasks/archive-task.ts';

/** A task as programs see it: without whose key it is for, who asked and how often it was tried. */
export function taskJson({
  about: _about,
  recipient: _recipient,
  askedBy: _askedBy,
  attempts: _attempts,
  ...shown
}: ArchiveTask): object {
  return shown;
}
