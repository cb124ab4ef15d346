import { Router } from 'express';
import type { Registry } from '../../kernel/registry.ts';
import { actionRoutes } from './action-routes.ts';
import { boardRoutes } from './board-routes.ts';
import { choicesRoutes } from './choices-routes.ts';
import { createRoutes } from './create-routes.ts';
import { doRoutes } from './do-routes.ts';
import { editRoutes } from './edit-routes.ts';
import { factRoutes } from './fact-routes.ts';
import { fieldRoutes } from './field-routes.ts';
import { filterRoutes } from './filter-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { listRoutes } from './list-routes.ts';
import { moduleRoutes } from './module-routes.ts';
import { panelRoutes } from './panel-routes.ts';
import { placementRoutes } from './placement-routes.ts';
import { pluginPageRoutes } from './plugin-page-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { regionRoutes } from './region-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { trashRoutes } from './trash-routes.ts';

/**
 * The generic screens of a workspace, to be mounted below `/w/:slug` behind whatever finds out who
 * asks: `response.locals` must hold `person` and `scope`.
 */
export function screenRouter(registry: Registry): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.use(homeRoutes(), moduleRoutes(), fieldRoutes(), regionRoutes(), doRoutes());
  // Before lists and records: a page's first word is none of its plugin's resources.
  router.use(pluginPageRoutes(registry));
  router.use(searchRoutes(), listRoutes(), filterRoutes(), createRoutes(), choicesRoutes());
  router.use(boardRoutes(), placementRoutes());
  router.use(panelRoutes());
  router.use(recordRoutes(), editRoutes(), factRoutes(), trashRoutes());
  // Last, because a noun may be any word that the routes above do not use.
  router.use(actionRoutes());
  return router;
}
