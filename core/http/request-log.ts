import type { Request, RequestHandler, Response } from 'express';
import type { Runtime } from '../runtime.ts';
import { pathOf } from './error-log.ts';

const slowMs = 1_000;

/** A line for what was slow; the rest only when debugging. No question, no body, no header. */
export function logRequests({ log, config }: Pick<Runtime, 'log' | 'config'>): RequestHandler {
  const isDebugging = config.logLevel === 'debug' || config.logLevel === 'trace';

  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => report(request, response, performance.now() - began));
    next();
  };

  function report(request: Request, response: Response, took: number): void {
    // Failures of ours have a line of their own, which counts how many there were.
    if (took >= slowMs && response.statusCode < 500)
      log.info(lineOf(request, response, took), 'slow request');
    else if (isDebugging) log.debug(lineOf(request, response, took), 'request');
  }
}

function lineOf(request: Request, response: Response, took: number): object {
  return {
    requestId: response.locals.requestId,
    method: request.method,
    path: pathOf(request),
    status: response.writableFinished ? response.statusCode : 'aborted',
    ms: Math.round(took),
    workspace: response.locals.scope?.workspace.slug,
  };
}
