import express, { type Express } from 'express';
import { liveReloadRouter } from '../admin/live-reload/live-reload-router.ts';
import { attachScreens, foldersOf } from '../admin/screens.ts';
import { mcpRouter } from '../mcp/http/mcp-router.ts';
import type { Runtime } from '../runtime.ts';
import { webhookRouter } from '../webhooks/http/webhook-router.ts';
import { type ApiParts, apiRouter } from './api-router.ts';
import { healthRouter } from './health.ts';
import { metricsRoute } from './metrics-route.ts';
import { type PageParts, pageRouter } from './page-router.ts';
import { giveRequestIds } from './request-id.ts';
import { dataHeaders, pageHeaders } from './security-headers.ts';
import { watchRequests } from './watch-requests.ts';

export interface AppParts extends Omit<ApiParts, 'sessions'> {
  /** Signing in, and all pages. Without it there is the API for keys alone. */
  readonly browser?: PageParts;
  /** True once the process no longer wants new requests. */
  readonly isStopping?: () => boolean;
}

/** The web application. */
export function createApp(runtime: Runtime, parts: AppParts = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', runtime.config.trustProxy);
  app.use(giveRequestIds(), watchRequests(runtime));
  app.use('/api', apiRouter(runtime, { ...parts, sessions: parts.browser?.sessions }));
  app.use('/hooks', webhookRouter(runtime));
  app.use('/mcp', mcpRouter(runtime));
  app.use(healthRouter(runtime, parts.isStopping ?? (() => false)), metricsRoute(runtime));
  if (parts.browser) usePages(app, runtime, parts.browser, parts.isStopping);
  return app;
}

function usePages(
  app: Express,
  runtime: Runtime,
  parts: PageParts,
  isStopping: () => boolean = () => false,
): void {
  // A page loads dozens of files; what only pages need would be half of each.
  app.use('/assets', dataHeaders(runtime.config));
  attachScreens(app, runtime);
  if (runtime.config.nodeEnv === 'development') {
    app.use(liveReloadRouter(foldersOf(runtime), isStopping));
  }
  app.use(pageHeaders(runtime.config));
  app.use(pageRouter(runtime, parts));
}
