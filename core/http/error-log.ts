import type { Request, Response } from 'express';
import { blamedCall } from '../kernel/blame.ts';
import type { Logger } from '../sdk/index.ts';
import type { ErrorAnswer } from './error-answer.ts';
import { whoseRequest } from './whose-request.ts';

/** Bugs in full, outages as they come, the rest not at all. */
export function errorLog(log: Logger) {
  return (error: unknown, answer: ErrorAnswer, request: Request, response: Response): void => {
    if (answer.status < 500) return;
    const plugin = blamedCall(error)?.plugin;
    const about = { ...whoseRequest(response), ...(plugin && { plugin }) };
    const details = { ...about, method: request.method, path: pathOf(request), err: error };
    if (answer.isBug) log.error(details, 'A request failed for a reason nobody foresaw.');
    else log.warn(details, answer.message);
  };
}

/** Questions may hold what people searched for; invitations, links for a password and addresses of webhooks carry a token in the path. */
export function pathOf({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  return (originalUrl.split('?', 1)[0] ?? '').replace(/^(\/(?:invitations|password|hooks)\/)[^/]+/i, '$1…');
}
