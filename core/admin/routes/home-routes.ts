import { Router } from 'express';
import { keepArrangement } from '../../home-tiles/keep-arrangement.ts';
import { parameterOf } from '../../http/locals.ts';
import { NotFound } from '../../sdk/index.ts';
import { buildHome } from '../home/build-home.ts';
import { readArrangement } from '../home/tiles/read-arrangement.ts';
import { tilesOf, tileUrl, widgetFor } from '../home/tiles/tiles-of.ts';
import { showPart } from '../plugin-views/show-part.ts';
import { render } from '../render.ts';
import { goOn } from './answer-form.ts';
import { type Asked, page } from './asked.ts';

/** Where a workspace begins, and its tiles. */
export function homeRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/', page(showHome));
  router.get('/home/tiles/:id', page(showTile));
  router.get('/home/arrangement', page(showArrangement));
  router.post('/home/arrangement', page(keepTiles));
  return router;
}

async function showHome(asked: Asked): Promise<void> {
  await render(asked.request, asked.response, 'home', await buildHome(asked));
}

async function showTile(asked: Asked): Promise<void> {
  const id = parameterOf(asked.request, 'id');
  const widget = widgetFor(asked, id);
  if (!widget) throw new NotFound('There is nothing here.');
  const { plugin, item } = widget;
  const source = { ...item, plugin, what: `widget ${id}` };
  await showPart(asked, { source, url: tileUrl(asked, id), title: item.title }, (ctx) => item.model(ctx));
}

async function showArrangement(asked: Asked): Promise<void> {
  const { request, response, scope } = asked;
  const homeUrl = `/w/${scope.workspace.slug}`;
  const tiles = await tilesOf(asked);
  const model = { tiles, homeUrl, action: `${homeUrl}/home/arrangement` };
  await render(request, response, 'home-arrangement', model);
}

/** A tile that was moved is shown again in its new place; else the person is done. */
async function keepTiles(asked: Asked): Promise<void> {
  const { runtime, scope, request, response } = asked;
  const known = (await tilesOf(asked)).map(({ id }) => id);
  await keepArrangement(runtime, scope, readArrangement(request.body, known));
  const home = `/w/${scope.workspace.slug}`;
  const isMoving = (request.body as { move?: unknown } | undefined)?.move !== undefined;
  goOn(request, response, isMoving ? `${home}/home/arrangement` : home);
}
