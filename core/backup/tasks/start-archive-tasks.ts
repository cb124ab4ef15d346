import { randomUUID } from 'node:crypto';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { keepPlan } from '../plan/keep-plan.ts';
import type { ArchiveTask } from './archive-task.ts';
import { archiveTasksTopic } from './ask-task.ts';
import { type DoTask, type Finish, type Tell, waysOfTasks } from './do-task.ts';
import { failureSentence } from './failure-sentence.ts';
import {
  claimTask,
  failTask,
  finishTask,
  finishTaskWithin,
  handBackTask,
  keepTask,
  noteTask,
  signOfLifeMs,
} from './hold-task.ts';

const lookEveryMs = 5_000;

interface Keeper {
  readonly runtime: Runtime;
  /** Names this process in leases. */
  readonly owner: string;
  readonly ways: Readonly<Record<string, DoTask>>;
  readonly stopping: AbortController;
  current: ArchiveTask | null;
  looking: Promise<void> | null;
  isFailing: boolean;
}

/** The task was given to another, or this process stops. */
class TaskLost extends Error {}

/** Makes backups and exports that were asked for or are due, beside whichever other processes do. */
export function startArchiveTasks(
  runtime: Runtime,
  ways: Readonly<Record<string, DoTask>> = waysOfTasks,
): { look(): void; stop(): Promise<void> } {
  const keeper: Keeper = {
    ...{ runtime, owner: randomUUID(), ways, stopping: new AbortController() },
    ...{ current: null, looking: null, isFailing: false },
  };
  const lookNow = () => look(keeper);
  const timer = setInterval(lookNow, lookEveryMs).unref();
  const deaf = runtime.broadcast.hear(archiveTasksTopic, lookNow);
  lookNow();
  return {
    look: lookNow,
    async stop() {
      clearInterval(timer);
      deaf();
      keeper.stopping.abort();
      if (keeper.current) await handBackTask(runtime, keeper.current.id, keeper.owner).catch(() => undefined);
      else await keeper.looking;
    },
  };
}

function look(keeper: Keeper): void {
  if (keeper.looking || keeper.stopping.signal.aborted) return;
  keeper.looking = lookOnce(keeper).finally(() => {
    keeper.looking = null;
  });
}

/** Never throws. */
async function lookOnce(keeper: Keeper): Promise<void> {
  const { runtime, owner, stopping } = keeper;
  try {
    await keepPlan(runtime, await databaseTime(runtime));
    for (let task = await claimTask(runtime, owner); task; task = await claimTask(runtime, owner)) {
      await workOn(keeper, task);
      if (stopping.signal.aborted) return;
    }
    keeper.isFailing = false;
  } catch (error) {
    if (!keeper.isFailing) runtime.log.warn({ err: error }, 'Backups pause: they cannot be looked up.');
    keeper.isFailing = true;
  }
}

async function databaseTime({ database }: Runtime): Promise<Date> {
  const [row] = await readInstance<{ now: string }>(database, { text: 'select now() as now', values: [] });
  return new Date(row?.now ?? Number.NaN);
}

async function workOn(keeper: Keeper, task: ArchiveTask): Promise<void> {
  const { runtime, owner, ways } = keeper;
  keeper.current = task;
  const sign = setInterval(() => void keepTask(runtime, task.id, owner).catch(() => undefined), signOfLifeMs);
  try {
    const outcome = await ways[task.kind]?.(runtime, task, tellOf(keeper, task), finishOf(keeper, task));
    await finishTask(runtime, task.id, owner, outcome ?? {});
  } catch (error) {
    await settle(keeper, task, error);
  } finally {
    clearInterval(sign);
    keeper.current = null;
  }
}

function tellOf({ runtime, owner, stopping }: Keeper, { id }: ArchiveTask): Tell {
  return async (share, note, file) => {
    if (stopping.signal.aborted || !(await keepTask(runtime, id, owner))) throw new TaskLost();
    await noteTask(runtime, { id, owner, share, note, ...(file !== undefined && { file }) });
  };
}

function finishOf({ owner, stopping }: Keeper, { id }: ArchiveTask): Finish {
  return async (client, outcome) => {
    if (stopping.signal.aborted || !(await finishTaskWithin(client, id, owner, outcome)))
      throw new TaskLost();
  };
}

async function settle(
  { runtime, owner, stopping }: Keeper,
  task: ArchiveTask,
  error: unknown,
): Promise<void> {
  if (error instanceof TaskLost || stopping.signal.aborted) return;
  const details = { err: error, kind: task.kind, about: task.about, file: task.file };
  runtime.log.error(details, 'A backup or export failed.');
  await failTask(runtime, task.id, owner, failureSentence(error));
}
