import { type Request, type RequestHandler, type Response, Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { render } from '../../admin/render.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { screensOf } from '../../admin/screens.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { contributionsRunning } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import { everyWorkspace } from '../../workspaces/every-workspace.ts';
import { measureWorkspace, type Usage } from '../measure-workspace.ts';
import { latestReadings, usageHistory } from '../usage-history.ts';

const permission = 'workspace:manage-modules';

/** How much a workspace uses, for its admins; below `/w/:slug`. */
export function usagePages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/settings/usage', page(showUsage));
  return router;
}

async function showUsage({ runtime, scope, translate, request, response }: Asked): Promise<void> {
  authorise(viewerOf(runtime, scope), permission);
  const usages = await measureWorkspace(runtime, scope.workspace.id, scope);
  await render(request, response, 'settings/usage', {
    title: translate('settings.usage.title'),
    usages: usages.map((usage) => ({ ...usage, ...fillOf(usage) })),
  });
}

/** How much of what the plan allows is there; null where nothing caps it or nobody could measure. */
function fillOf({ amount, cap }: Usage): { readonly share: number | null; readonly isFull: boolean } {
  if (amount === null || cap === null) return { share: null, isFull: false };
  return { share: cap === 0 ? 100 : Math.min(100, Math.round((amount / cap) * 100)), isFull: amount >= cap };
}

/** The same for programs, with the readings of the last days. */
export function usageApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get('/usage', async (_request, response) => {
    const scope = scopeOf(response);
    authorise(viewerOf(runtime, scope), permission);
    const meters = await measureWorkspace(runtime, scope.workspace.id, scope);
    const history = await usageHistory(runtime, scope.workspace.id);
    answerJson(response, 200, JSON.stringify({ data: { meters, history } }));
  });
  return router;
}

/** Every workspace beside the others, for the instance's admin: the last reading of each meter. */
export function instanceUsagePage(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get('/admin/usage', showAll);
  return router;
}

async function showAll(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const meters = contributionsRunning(runtime.registry, 'meters').map(({ item }) => item);
  const latest = await latestReadings(runtime);
  const rows = (await everyWorkspace(runtime)).map(({ id, name }) => ({
    name,
    amounts: meters.map((meter) => latest.get(id)?.get(meter.id) ?? null),
  }));
  const heads = meters.map(({ title, unit }) => ({ title, unit }));
  await render(request, response, 'admin/usage', { title: translate('settings.usage.all'), heads, rows });
}
