import { type Request, type Response, Router } from 'express';
import { readAlert } from '../../../faults/alerts/plugin-alerts.ts';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { parameterOf } from '../../../http/locals.ts';
import { screensOf } from '../../screens.ts';
import { asksForFragment } from '../../shell/page.ts';

/** What the admin of the instance was told of a plugin, and has read. */
export function alertRoutes(): Router {
  const router = Router({ caseSensitive: true });
  router.post('/admin/plugins/:id/alert/reading', noteReading);
  return router;
}

/** The line goes; without scripts, back to where plugins are listed. */
async function noteReading(request: Request, response: Response): Promise<void> {
  const { id } = instanceAdminOf(response);
  await readAlert(screensOf(request).runtime.database, id, parameterOf(request, 'id'));
  if (asksForFragment(request)) return void response.status(200).end();
  response.redirect(303, '/admin/plugins');
}
