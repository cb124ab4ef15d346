import type { Request, Response } from 'express';
import { render } from '../../admin/render.ts';
import { noTrouble, type Trouble } from './form-trouble.ts';

/** A page that holds a form: as new, or with what was wrong. */
export async function answerPage(
  request: Request,
  response: Response,
  view: string,
  model: object,
  trouble: Trouble = noTrouble,
): Promise<void> {
  if (trouble.retryAfter !== undefined) response.setHeader('Retry-After', String(trouble.retryAfter));
  response.status(trouble.status);
  await render(request, response, view, model);
}

/** On to another page, which the browser gets anew. */
export function goTo(response: Response, path: string): void {
  response.redirect(303, path);
}
