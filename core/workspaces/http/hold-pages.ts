import { type Request, type RequestHandler, type Response, Router } from 'express';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf } from '../../http/form-body.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { parameterOf } from '../../http/locals.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { troubleOf } from '../../http/pages/form-trouble.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { uuidOf } from '../../http/uuid-of.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound, type Workspace } from '../../sdk/index.ts';
import { holdInput } from '../holds/hold-input.ts';
import { holdWorkspace, releaseWorkspace } from '../holds/holds.ts';
import { workspaceOf } from '../workspace-of.ts';
import { type HoldTyped, holdModel } from './hold-model.ts';
import { readWorkspacesAsked, workspacesAddress } from './workspaces-question.ts';

const base = '/admin/workspaces';

/** The workspaces, and which of them may only be read, for the instance's admin. */
export function holdPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get(base, (request, response) => show(request, response, null));
  router.post(`${base}/:id/hold`, hold);
  router.post(`${base}/:id/release`, release);
  return router;
}

async function show(request: Request, response: Response, typed: HoldTyped | null): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  response.status(typed?.trouble.status ?? 200);
  const asked = readWorkspacesAsked(queryOf(request));
  await render(request, response, 'admin/workspaces', await holdModel(runtime, translate, asked, typed));
}

async function hold(request: Request, response: Response): Promise<void> {
  const { id: userId, name: by } = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const { id, name } = await askedWorkspace(runtime, request);
  const typed = textOf(request, 'reason');
  const trouble = await troubleOf(async () => {
    const { reason } = parseInput(holdInput, { reason: typed });
    await holdWorkspace(runtime, id, reason, { kind: 'user', userId, name: by });
  });
  if (trouble) return show(request, response, { workspaceId: id, reason: typed, trouble });
  leaveNotice(response, translate('holds.was-held', { name }));
  goBack(request, response);
}

async function release(request: Request, response: Response): Promise<void> {
  const { id: userId, name: by } = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const { id, name } = await askedWorkspace(runtime, request);
  await releaseWorkspace(runtime, id, { kind: 'user', userId, name: by });
  leaveNotice(response, translate('holds.was-released', { name }));
  goBack(request, response);
}

/** To where it was asked, with its search. */
function goBack(request: Request, response: Response): void {
  goTo(response, workspacesAddress(readWorkspacesAsked(queryOf(request))));
}

async function askedWorkspace(runtime: Runtime, request: Request): Promise<Workspace> {
  const workspace = await workspaceOf(runtime, uuidOf(parameterOf(request, 'id')));
  if (!workspace) throw new NotFound('There is no such workspace.');
  return workspace;
}
