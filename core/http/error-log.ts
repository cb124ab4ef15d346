import type { Request, Response } from 'express';
import { blamedCall } from '../kernel/blame.ts';
import { lineLimit } from '../line-limit.ts';
import type { Logger } from '../sdk/index.ts';
import type { ErrorAnswer } from './error-answer.ts';

const mostPerSecond = 5;

/** Bugs in full, outages as they come, the rest not at all; never more than a few lines a second. */
export function errorLog(log: Logger) {
  const limit = lineLimit(mostPerSecond);
  return (error: unknown, answer: ErrorAnswer, request: Request, response: Response): void => {
    if (answer.status < 500) return;
    const unsaid = limit('');
    if (unsaid === null) return;
    const { requestId, scope } = response.locals;
    const place = { requestId, workspace: scope?.workspace.slug, plugin: blamedCall(error)?.plugin };
    const details = { ...place, method: request.method, path: pathOf(request), err: error, unsaid };
    if (answer.isBug) log.error(details, 'A request failed for a reason nobody foresaw.');
    else log.warn(details, answer.message);
  };
}

/** Questions may hold what people searched for; invitations carry their token in the path. */
export function pathOf({ originalUrl }: Request): string {
  return (originalUrl.split('?', 1)[0] ?? '').replace(/^(\/invitations\/)[^/]+/, '$1…');
}
