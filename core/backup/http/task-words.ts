import type { Translate } from '../../admin/translate.ts';
import type { ArchiveTask } from '../tasks/archive-task.ts';

/** A task as a page shows it. */
export interface TaskLine {
  readonly title: string;
  readonly stateWords: string;
  readonly tone: string;
  readonly isUnderWay: boolean;
  readonly percent: number;
  readonly note: string | null;
  readonly error: string | null;
  readonly at: string;
}

const tones = {
  waiting: 'tone-plain',
  running: 'tone-blue',
  done: 'tone-green',
  failed: 'tone-red',
} as const;

export function taskLine(translate: Translate, task: ArchiveTask): TaskLine {
  const { kind, state, plannedFor, progress, note, error, askedAt, finishedAt } = task;
  const isPlanned = kind === 'backup' && plannedFor !== null;
  return {
    title: translate(isPlanned ? 'backups.task.planned' : `backups.task.${kind}`),
    stateWords: translate(`backups.state.${state}`),
    tone: tones[state],
    isUnderWay: state === 'waiting' || state === 'running',
    percent: Math.round(progress * 100),
    note: state === 'running' ? note : null,
    error,
    at: finishedAt ?? askedAt,
  };
}
