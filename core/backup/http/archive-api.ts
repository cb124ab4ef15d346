import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { actorText } from '../../events/event-row.ts';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { answerData } from '../../http/resources/answer.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { archivePermission } from '../archive-permission.ts';
import { noteArchive } from '../note-archive.ts';
import { ownKeys } from '../own-keys.ts';
import { presentArchive, storedArchives, workspaceArchives } from '../stored-archives.ts';
import { latestTasks, taskAt } from '../tasks/find-tasks.ts';
import { askExport } from '../workspace/ask-export.ts';
import { askReturn } from '../workspace/ask-return.ts';
import { removeArchive } from '../workspace/remove-archive.ts';
import { takeArchive } from '../workspace/take-archive.ts';
import { sendArchive } from './send-archive.ts';
import { taskJson } from './task-json.ts';

interface AskedOfArchives {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly request: Request;
  readonly response: Response;
}

/** The whole workspace as a file for programs, below `/api/archives`. */
export function archiveApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const route =
    (handle: (asked: AskedOfArchives) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const scope = scopeOf(response);
      authorise(viewerOf(runtime, scope), archivePermission);
      await handle({ runtime, scope, request, response });
    };
  router.get('/archives', route(list));
  router.post('/archives', route(make));
  router.post('/archives/uploads', route(upload));
  router.get('/archives/tasks', route(tasks));
  router.get('/archives/tasks/:id', route(task));
  router.get('/archives/files/:name', route(download));
  router.delete('/archives/files/:name', route(remove));
  router.post('/archives/files/:name/return', route(putBack));
  return router;
}

function folderOf({ runtime, scope }: AskedOfArchives): string {
  return workspaceArchives(runtime.config, scope.workspace.id);
}

async function list(asked: AskedOfArchives): Promise<void> {
  answerData(asked.response, 200, await storedArchives(folderOf(asked)));
}

async function make({ runtime, scope, response }: AskedOfArchives): Promise<void> {
  const task = await askExport(runtime, scope.workspace.id, actorText(scope.actor));
  await noteArchive(runtime, scope, 'export');
  answerData(response, 202, taskJson(task));
}

async function upload({ runtime, scope, request, response }: AskedOfArchives): Promise<void> {
  const file = await receiveUpload(request, ({ content }) =>
    takeArchive(runtime, scope.workspace.id, content),
  );
  await noteArchive(runtime, scope, 'upload', file);
  answerData(response, 201, { file });
}

async function tasks({ runtime, scope, response }: AskedOfArchives): Promise<void> {
  answerData(response, 200, (await latestTasks(runtime, scope.workspace.id)).map(taskJson));
}

async function task({ runtime, scope, request, response }: AskedOfArchives): Promise<void> {
  answerData(response, 200, taskJson(await taskAt(runtime, scope.workspace.id, parameterOf(request, 'id'))));
}

async function download(asked: AskedOfArchives): Promise<void> {
  const file = parameterOf(asked.request, 'name');
  const { runtime, scope } = asked;
  await presentArchive(folderOf(asked), file);
  await noteArchive(runtime, scope, 'download', file);
  await sendArchive(asked.response, folderOf(asked), file, await ownKeys(runtime, scope.workspace.id));
}

async function remove({ runtime, scope, request, response }: AskedOfArchives): Promise<void> {
  const file = parameterOf(request, 'name');
  await removeArchive(runtime, scope.workspace.id, file);
  await noteArchive(runtime, scope, 'remove', file);
  response.status(204).end();
}

const returnInput = z.strictObject({ confirmation: z.string() });

async function putBack({ runtime, scope, request, response }: AskedOfArchives): Promise<void> {
  const { confirmation } = parseInput(returnInput, request.body);
  const file = parameterOf(request, 'name');
  const asked = { file, confirmation, askedBy: actorText(scope.actor) };
  const task = await askReturn(runtime, scope.workspace, asked);
  await noteArchive(runtime, scope, 'return', file);
  answerData(response, 202, taskJson(task));
}
