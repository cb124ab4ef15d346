import { type Request, type RequestHandler, type Response, Router } from 'express';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { instanceHealth } from '../instance-health.ts';

/** What plugins stand on, for the instance's admin. */
export function healthPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get('/admin/health', showHealth);
  return router;
}

async function showHealth(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const { checks, troubles } = await instanceHealth(runtime);
  const titles = new Map(
    runtime.registry.plugins.map(({ id, declaration }) => [id, declaration?.title ?? id]),
  );
  await render(request, response, 'admin/health', {
    title: translate('health.title'),
    checks: checks.map((one) => ({
      ...one,
      pluginTitle: titles.get(one.plugin),
      statusWords: translate(`health.status.${one.status}`),
    })),
    troubles: troubles.map((one) => ({ ...one, kindWords: translate(`health.trouble.${one.kind}`) })),
    isAllGood: checks.length > 0 && checks.every(({ status }) => status === 'good'),
  });
}
