import { type Request, type Response, Router } from 'express';
import { personOf } from '../../http/locals.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { pluginsModel } from '../plugins/plugins-model.ts';
import { render } from '../render.ts';
import { screensOf } from '../screens.ts';

/** What the instance has loaded, for its admin: one page beside the workspaces. */
export function pluginRoutes(): Router {
  const router = Router();
  router.get('/admin/plugins', showPlugins);
  return router;
}

async function showPlugins(request: Request, response: Response): Promise<void> {
  if (!personOf(response).isInstanceAdmin) {
    throw new NotAllowed('Only the admin of this instance sees its plugins.');
  }
  const { runtime, translate } = screensOf(request);
  await render(request, response, 'admin/plugins', pluginsModel(runtime, translate));
}
