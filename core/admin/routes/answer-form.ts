import type { Request, Response } from 'express';
import { asksForFragment } from '../shell/page.ts';

/** After something was done, go on: by a redirect, which htmx follows as a whole page. */
export function goOn(request: Request, response: Response, url: string): void {
  if (asksForFragment(request)) {
    response.setHeader('HX-Redirect', url);
    response.status(204).end();
    return;
  }
  response.redirect(303, url);
}
