import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { instanceIsMuted } from '../../muting/muting-table.ts';
import type { ArchiveTask } from '../tasks/archive-task.ts';

/** The last that was planned, unless another backup is under way or was made since. */
const lastPlanned = `select id, state, attempts, finished_at as "finishedAt" from archive_tasks t
  where about is null and kind = 'backup' and planned_for is not null and not ${instanceIsMuted}
    and exists (select from backup_plan where is_on)
    and not exists (select from archive_tasks o where o.about is null and o.kind = 'backup'
      and (o.state in ('waiting', 'running') or o.state = 'done' and o.finished_at > t.finished_at))
  order by seq desc limit 1 for update skip locked`;
const again = `update archive_tasks set state = 'waiting' where id = $1`;

type FailedTry = Pick<ArchiveTask, 'attempts' | 'finishedAt'>;

/** Asks once more for a planned backup that failed, until it worked or the next is due. */
export async function tryAgain(unit: UnitOfWork, now: Date): Promise<void> {
  const [last] = await unit.run<FailedTry & Pick<ArchiveTask, 'id' | 'state'>>({
    text: lastPlanned,
    values: [],
  });
  if (last?.state === 'failed' && triedAgainAt(last) <= now)
    await unit.run({ text: again, values: [last.id] });
}

const firstPauseMs = 5 * 60 * 1_000;
const longestPauseMs = 4 * 60 * 60 * 1_000;

/** After five minutes, then after four times as long each time, up to four hours. */
export function triedAgainAt({ attempts, finishedAt }: FailedTry): Date {
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 4 ** Math.max(0, attempts - 1));
  return new Date(new Date(finishedAt ?? 0).getTime() + pauseMs);
}
