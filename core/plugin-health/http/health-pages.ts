import { type Request, type RequestHandler, type Response, Router } from 'express';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { backupHealth } from '../../backup/backup-health.ts';
import { personOf } from '../../http/locals.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { type CheckedHealth, checkHealth } from '../check-health.ts';
import { pluginTroubles } from '../plugin-troubles.ts';

/** What plugins stand on, for the instance's admin: as a page, and as JSON at `/admin/health.json`. */
export function healthPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get('/admin/health', showHealth);
  router.get('/admin/health.json', async (request, response) => {
    assertAdmin(response);
    const { runtime, translate } = screensOf(request);
    const data = await checkAll(runtime);
    response.json({ data, troubles: await pluginTroubles(runtime, translate) });
  });
  return router;
}

/** What the instance itself stands on comes first. */
async function checkAll(runtime: Runtime): Promise<CheckedHealth[]> {
  const backups = await backupHealth(runtime);
  const own = { id: 'core.backups', plugin: 'core', title: 'Backups', ...backups };
  return [{ ...own, checkedAt: runtime.now().toISOString() }, ...(await checkHealth(runtime))];
}

async function showHealth(request: Request, response: Response): Promise<void> {
  assertAdmin(response);
  const { runtime, translate } = screensOf(request);
  const titles = new Map(
    runtime.registry.plugins.map(({ id, declaration }) => [id, declaration?.title ?? id]),
  );
  const checks = (await checkAll(runtime)).map((one) => ({
    ...one,
    pluginTitle: titles.get(one.plugin),
    statusWords: translate(`health.status.${one.status}`),
  }));
  const troubles = await pluginTroubles(runtime, translate);
  const isAllGood = checks.length > 0 && checks.every(({ status }) => status === 'good');
  const title = translate('health.title');
  await render(request, response, 'admin/health', { title, checks, troubles, isAllGood });
}

function assertAdmin(response: Response): void {
  if (personOf(response).isInstanceAdmin) return;
  throw new NotAllowed('Only the admin of this instance sees its health.');
}
