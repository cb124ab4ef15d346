import type { Interaction, InteractionValues } from '../../resources/interaction-fields.ts';

type Moments = Pick<Interaction, 'completedAt' | 'happensAt'>;

/** When an interaction took place or will: what it is ordered by everywhere. */
export function momentsOf(
  change: InteractionValues,
  before: Interaction | undefined,
  now: Date,
): Partial<Moments> {
  const telling = ['dueAt', 'scheduledAt', 'completedAt'] as const;
  if (before && !telling.some((field) => change[field] !== undefined)) return {};
  const { type, dueAt, scheduledAt, completedAt } = { ...before, ...change };
  const writtenAt = before?.createdAt ?? now.toISOString();
  const isLog = !before && change.completedAt === undefined && type !== 'task' && !scheduledAt && !dueAt;
  const doneAt = isLog ? writtenAt : (completedAt ?? null);
  const happensAt = doneAt ?? scheduledAt ?? dueAt ?? writtenAt;
  return { completedAt: doneAt, happensAt };
}
