import { type RequestHandler, Router } from 'express';
import type { Runtime } from '../runtime.ts';
import type { Sessions } from '../sessions/http/sessions.ts';
import { findApiCaller, requireScope } from './api-caller.ts';
import { answerApiErrors, nothingHere } from './api-errors.ts';
import { onlyInstanceAdmin } from './instance-admin.ts';
import { jsonBody } from './json-body.ts';
import { onlyWhereNamed } from './only-where-named.ts';
import { pluginRouter } from './resources/plugin-router.ts';
import { resourceRouter } from './resources/resource-router.ts';
import { dataHeaders } from './security-headers.ts';

export interface ApiParts {
  readonly sessions?: Sessions;
  /** Routes that decide for themselves what visitors may see. */
  readonly openApi?: readonly RequestHandler[];
  /** Routes for the admin of the instance, below `/instance`. */
  readonly instance?: readonly RequestHandler[];
  /** Routes for whoever acts in a workspace. */
  readonly api?: readonly RequestHandler[];
}

/** Everything below `/api`. It is the hot path: each step here costs every call. */
export function apiRouter(runtime: Runtime, parts: ApiParts): Router {
  const { sessions, openApi = [], instance = [], api = [] } = parts;
  const router = Router({ caseSensitive: true });
  router.use(dataHeaders(runtime.config), findApiCaller(runtime, sessions));
  for (const handler of openApi) router.use(onlyWhereNamed(handler));
  router.use(/^\/instance(?=\/|$)/i, onlyInstanceAdmin, jsonBody);
  for (const handler of instance) router.use(onlyWhereNamed(handler));
  router.use(requireScope, jsonBody);
  for (const handler of api) router.use(onlyWhereNamed(handler));
  router.use(pluginRouter(runtime), resourceRouter(runtime));
  router.use(nothingHere, answerApiErrors(runtime));
  return router;
}
