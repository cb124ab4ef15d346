import type { Request, Response } from 'express';
import type { Logger } from '../sdk/index.ts';
import type { ErrorAnswer } from './error-answer.ts';

const mostPerSecond = 5;

/** Bugs in full, outages as they come, the rest not at all; never more than a few lines a second. */
export function errorLog(log: Logger) {
  let second = 0;
  let lines = 0;
  let unsaid = 0;

  return (error: unknown, answer: ErrorAnswer, request: Request, response: Response): void => {
    if (answer.status < 500) return;
    if (!isTimeForALine()) {
      unsaid += 1;
      return;
    }
    const { requestId } = response.locals;
    const details = { requestId, method: request.method, path: pathOf(request), err: error, unsaid };
    unsaid = 0;
    if (answer.isBug) log.error(details, 'A request failed for a reason nobody foresaw.');
    else log.warn(details, answer.message);
  };

  function isTimeForALine(): boolean {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, lines] = [now, 0];
    lines += 1;
    return lines <= mostPerSecond;
  }
}

/** Questions may hold what people searched for; invitations carry their token in the path. */
export function pathOf({ originalUrl }: Request): string {
  return (originalUrl.split('?', 1)[0] ?? '').replace(/^(\/invitations\/)[^/]+/, '$1…');
}
