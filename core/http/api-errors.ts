import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Runtime } from '../runtime.ts';
import { NotFound } from '../sdk/index.ts';
import { answerTo, type ErrorAnswer } from './error-answer.ts';
import { errorLog } from './error-log.ts';

/** No route took it. */
export const nothingHere: RequestHandler = () => {
  throw new NotFound('There is nothing here.');
};

/** Errors as `{ "error": { code, message, problems?, details? } }`. */
export function answerApiErrors({ log }: Runtime): ErrorRequestHandler {
  const report = errorLog(log);
  return (error, request, response, _next) => {
    const answer = answerTo(error);
    report(error, answer, request, response);
    // Half an answer is out already: breaking off is the only way left to say that it is no good.
    if (response.headersSent) return void response.destroy();
    setErrorHeaders(response, answer);
    const { code, message, problems, details } = answer;
    response.status(answer.status).json({ error: { code, message, problems, details } });
  };
}

export function setErrorHeaders(response: Response, { status, retryAfter }: ErrorAnswer): void {
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  // The rest of what is being sent is not read, so the connection is no good for another request.
  if (status === 413) response.setHeader('Connection', 'close');
}
