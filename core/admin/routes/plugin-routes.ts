import { type Request, type Response, Router } from 'express';
import { parameterOf, personOf } from '../../http/locals.ts';
import { moveState } from '../../lifecycle/move-state.ts';
import { askRestart } from '../../lifecycle/restart.ts';
import { NotAllowed, NotFound } from '../../sdk/index.ts';
import type { Person } from '../../users/person.ts';
import { pluginsModel } from '../plugins/plugins-model.ts';
import { render } from '../render.ts';
import { screensOf } from '../screens.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';

/** What the instance has loaded, for its admin: one page beside the workspaces. */
export function pluginRoutes(): Router {
  const router = Router();
  router.get('/admin/plugins', showPlugins);
  router.post('/admin/plugins/restart', restart);
  router.post('/admin/plugins/:id/:to', move);
  return router;
}

function adminOf(response: Response): Person {
  const person = personOf(response);
  if (!person.isInstanceAdmin) throw new NotAllowed('Only the admin of this instance sees its plugins.');
  return person;
}

const targets = ['installed', 'disabled'] as const;

/** Takes a plugin out of service for every workspace, or brings it back. */
async function move(request: Request, response: Response): Promise<void> {
  const { id: userId, name } = adminOf(response);
  const { runtime, translate } = screensOf(request);
  const id = parameterOf(request, 'id');
  const to = targets.find((one) => one === parameterOf(request, 'to'));
  if (!to) throw new NotFound('There is nothing here.');
  await moveState(runtime, id, to, { by: { userId, name }, reason: translate('plugins.reason') });
  leaveNotice(response, translate('plugins.was-moved', { title: id }), null);
  goOn(request, response, '/admin/plugins');
}

async function restart(request: Request, response: Response): Promise<void> {
  adminOf(response);
  const { runtime, translate } = screensOf(request);
  leaveNotice(response, translate('plugins.was-asked'), null);
  goOn(request, response, '/admin/plugins');
  if (runtime.config.restartable) await askRestart(runtime.broadcast);
}

async function showPlugins(request: Request, response: Response): Promise<void> {
  adminOf(response);
  const { runtime, translate } = screensOf(request);
  await render(request, response, 'admin/plugins', pluginsModel(runtime, translate));
}
