import express, { type Express } from 'express';
import type { Runtime } from '../runtime.ts';
import { answerApiErrors, nothingHere } from './api-errors.ts';
import { healthRouter } from './health.ts';
import { metricsRoute } from './metrics-route.ts';

/** What a process that serves nobody tells those who watch over it. */
export function createWorkerApp(runtime: Runtime, isStopping: () => boolean): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRouter(runtime, isStopping), metricsRoute(runtime));
  app.use(nothingHere, answerApiErrors(runtime));
  return app;
}
