import { type Request, type RequestHandler, type Response, Router } from 'express';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { parameterOf } from '../../http/locals.ts';
import { answerData } from '../../http/resources/answer.ts';
import { auditActorOf } from '../../lifecycle/audit-actor.ts';
import { readMutings, unmute } from '../../muting/muting.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { backupDirOf } from '../backup-name.ts';
import { listBackups } from '../list-backups.ts';
import { planInput, readPlan } from '../plan/backup-plan.ts';
import { recipientOf, savePlan } from '../plan/keep-plan.ts';
import { archiveNameOf, archivePath } from '../stored-archives.ts';
import { askTask } from '../tasks/ask-task.ts';
import { latestTasks, taskAt } from '../tasks/find-tasks.ts';
import { askerOf } from './asker-of.ts';
import { sendBackup } from './send-backup.ts';
import { taskJson } from './task-json.ts';

interface AskedOfInstance {
  readonly runtime: Runtime;
  readonly request: Request;
  readonly response: Response;
  /** Who asks, as tasks name them. */
  readonly by: string;
}

/** Backups of the whole instance for programs, below `/api/instance`. */
export function backupApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const route =
    (handle: (asked: AskedOfInstance) => Promise<void>): RequestHandler =>
    (request, response) =>
      handle({ runtime, request, response, by: askerOf(response) });
  router.get('/instance/backups', route(list));
  router.post('/instance/backups', route(make));
  router.get('/instance/backups/:name', route(download));
  router.post('/instance/backups/:name/check', route(check));
  router.get('/instance/backup-tasks', route(tasks));
  router.get('/instance/backup-tasks/:id', route(task));
  router.get('/instance/backup-plan', route(plan));
  router.put('/instance/backup-plan', route(changePlan));
  router.get('/instance/mutings', route(mutings));
  router.delete('/instance/mutings/:what', route(endMuting));
  return router;
}

async function list({ runtime, response }: AskedOfInstance): Promise<void> {
  answerData(response, 200, await listBackups(runtime));
}

async function make({ runtime, response, by }: AskedOfInstance): Promise<void> {
  const recipient = recipientOf(await readPlan(runtime), runtime.config);
  answerData(response, 202, taskJson(await askTask(runtime, { kind: 'backup', recipient, askedBy: by })));
}

async function check({ runtime, request, response, by }: AskedOfInstance): Promise<void> {
  const file = archiveNameOf(parameterOf(request, 'name'));
  if (!(await archivePath(backupDirOf(runtime.config), file)))
    throw new NotFound('There is no such archive here.');
  answerData(response, 202, taskJson(await askTask(runtime, { kind: 'check', file, askedBy: by })));
}

async function download({ runtime, request, response }: AskedOfInstance): Promise<void> {
  await sendBackup(runtime, response, parameterOf(request, 'name'));
}

async function tasks({ runtime, response }: AskedOfInstance): Promise<void> {
  answerData(response, 200, (await latestTasks(runtime, null)).map(taskJson));
}

async function task({ runtime, request, response }: AskedOfInstance): Promise<void> {
  answerData(response, 200, taskJson(await taskAt(runtime, null, parameterOf(request, 'id'))));
}

async function plan({ runtime, response }: AskedOfInstance): Promise<void> {
  answerData(response, 200, await readPlan(runtime));
}

async function changePlan({ runtime, request, response }: AskedOfInstance): Promise<void> {
  const input = parseInput(planInput, request.body);
  answerData(response, 200, await savePlan(runtime, input, runtime.now()));
}

async function mutings({ runtime, response }: AskedOfInstance): Promise<void> {
  answerData(response, 200, await readMutings(runtime));
}

/** `instance`, or the id of a workspace. */
async function endMuting({ runtime, request, response }: AskedOfInstance): Promise<void> {
  const what = parameterOf(request, 'what');
  const known = (await readMutings(runtime)).find(({ workspaceId }) => (workspaceId ?? 'instance') === what);
  if (!known) throw new NotFound('That is not muted.');
  await unmute(runtime, known.workspaceId, auditActorOf(instanceAdminOf(response)));
  answerData(response, 200, known);
}
