import type { Request, Response } from 'express';
import { screensOf } from './screens.ts';
import { pageOf } from './shell/page.ts';

/**
 * Answer with a page. `view` names a file in a theme's `views`, or several, of which the first that
 * exists is taken. Templates see the model and `page`, what surrounds it. A request by htmx gets the
 * inside of the page only.
 *
 * @example await render(request, response, 'settings/members', { members, problems: {} });
 */
export async function render(
  request: Request,
  response: Response,
  view: string | readonly string[],
  model: object,
): Promise<void> {
  const screens = screensOf(request);
  const page = await pageOf(screens, request, response);
  const html = screens.engine.render(typeof view === 'string' ? [view] : view, { ...model, page });
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.vary('HX-Request');
  response.send(html);
}
