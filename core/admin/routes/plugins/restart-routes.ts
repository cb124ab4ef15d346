import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { goTo } from '../../../http/pages/answer-page.ts';
import { queryOf } from '../../../http/resources/resource-request.ts';
import { safeNext } from '../../../http/safe-next.ts';
import { askRestart } from '../../../lifecycle/restart.ts';
import type { Runtime } from '../../../runtime.ts';
import { render } from '../../render.ts';
import { screensOf } from '../../screens.ts';
import { leaveNotice } from '../../shell/notice.ts';

/** Starting the instance anew, and a page that waits for it. */
export function restartRoutes(): Router {
  // Another process, and so the one after a restart, has another.
  const mark = randomUUID();
  const router = Router({ caseSensitive: true });
  router.post('/admin/plugins/restart', (request, response) => {
    instanceAdminOf(response);
    restartAndGoTo(request, response, '/admin/plugins');
  });
  router.get('/admin/restart', async (request, response) => {
    instanceAdminOf(response);
    const next = safeNext(queryOf(request).get('next') ?? '/admin/plugins');
    const { translate } = screensOf(request);
    await render(request, response, 'admin/restart', { title: translate('plugins.restarting'), mark, next });
  });
  router.get('/admin/restart.json', (_request, response) => {
    instanceAdminOf(response);
    response.setHeader('Cache-Control', 'no-store');
    response.json({ data: { process: mark } });
  });
  return router;
}

/** So that the answer, and the page that waits, arrive before their server goes. */
const graceMs = 1_000;

/** Where nothing would start it again, it stays up, and the page says what to do. */
export function restartAndGoTo(request: Request, response: Response, next: string): void {
  const { runtime, translate } = screensOf(request);
  if (!runtime.config.restartable) {
    leaveNotice(response, translate('plugins.restart-yourself'), null);
    goTo(response, next);
    return;
  }
  goTo(response, `/admin/restart?next=${encodeURIComponent(next)}`);
  setTimeout(() => void restart(runtime), graceMs).unref();
}

async function restart({ broadcast, log }: Runtime): Promise<void> {
  await askRestart(broadcast).catch((error: unknown) =>
    log.error({ err: error }, 'No restart could be asked for.'),
  );
}
