import type { Request, Response } from 'express';
import type { Runtime } from '../runtime.ts';
import { pathOf } from './error-log.ts';
import { whoseRequest } from './whose-request.ts';

const slowMs = 1_000;

/** A line for what was slow; the rest only when debugging. No question, no body, no header. */
export function requestLog({ log, config }: Pick<Runtime, 'log' | 'config'>) {
  const isDebugging = config.logLevel === 'debug' || config.logLevel === 'trace';

  return (request: Request, response: Response, ms: number): void => {
    // Failures of ours have a line of their own.
    if (ms >= slowMs && response.statusCode < 500) log.info(lineOf(request, response, ms), 'slow request');
    else if (isDebugging) log.debug(lineOf(request, response, ms), 'request');
  };
}

function lineOf(request: Request, response: Response, ms: number): object {
  return {
    ...whoseRequest(response),
    method: request.method,
    path: pathOf(request),
    status: response.writableFinished ? response.statusCode : 'aborted',
    ms: Math.round(ms),
  };
}
