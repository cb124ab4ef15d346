import express, { type Express } from 'express';
import type { Runtime } from '../runtime.ts';
import { type ApiParts, apiRouter } from './api-router.ts';
import { healthRouter } from './health.ts';
import { giveRequestIds } from './request-id.ts';
import { logRequests } from './request-log.ts';

export interface AppParts extends ApiParts {
  /** True once the process no longer wants new requests. */
  readonly isStopping?: () => boolean;
}

/** The web application. Without sessions it is the API for keys alone. */
export function createApp(runtime: Runtime, parts: AppParts = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', runtime.config.trustProxy);
  app.use(giveRequestIds(), logRequests(runtime));
  app.use('/api', apiRouter(runtime, parts));
  app.use(healthRouter(runtime, parts.isStopping ?? (() => false)));
  return app;
}
