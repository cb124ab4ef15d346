import { Router } from 'express';
import { listRoutes } from './list-routes.ts';

/**
 * The generic screens of a workspace, to be mounted below `/w/:slug` behind whatever finds out who
 * asks: `response.locals` must hold `person` and `scope`.
 */
export function screenRouter(): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.use(listRoutes());
  return router;
}
