import type { RequestHandler } from 'express';
import type { Runtime } from '../runtime.ts';
import { tracer } from '../tracing/in-span.ts';
import { answerInTime } from './answer-in-time.ts';
import { requestLog } from './request-log.ts';
import { requestMeasure } from './request-measure.ts';
import { traceRequest } from './trace-request.ts';

/** What is noted of every request: how long it took, whether that was too long, and how it ended. */
export function watchRequests(runtime: Runtime): RequestHandler {
  const write = requestLog(runtime);
  const measure = requestMeasure(runtime.metrics);
  const limit = answerInTime(runtime);

  return (request, response, next) => {
    const began = performance.now();
    const stopLimit = limit(request, response);
    response.once('close', () => {
      stopLimit();
      const ms = performance.now() - began;
      measure(request, response, ms);
      write(request, response, ms);
    });
    const active = tracer();
    if (active) traceRequest(active, request, response, next);
    else next();
  };
}
