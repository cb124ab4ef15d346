import { Router } from 'express';
import { buildHome } from '../home/build-home.ts';
import { render } from '../render.ts';
import { type Asked, page } from './asked.ts';

/** Where a workspace begins. */
export function homeRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/', page(showHome));
  return router;
}

async function showHome(asked: Asked): Promise<void> {
  await render(asked.request, asked.response, 'home', await buildHome(asked));
}
