import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Names each request in the log and in its answer; a counter, because unique is all it must be. */
export function giveRequestIds(): RequestHandler {
  const process = randomBytes(4).toString('hex');
  let count = 0;
  return (_request, response, next) => {
    count += 1;
    const id = `${process}-${count.toString(36)}`;
    response.locals.requestId = id;
    response.setHeader('X-Request-Id', id);
    next();
  };
}
