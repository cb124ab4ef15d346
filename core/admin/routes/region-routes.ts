import { Router } from 'express';
import { parameterOf } from '../../http/locals.ts';
import type { Contributed } from '../../kernel/contributions/contributed.ts';
import { NotFound, type Region } from '../../sdk/index.ts';
import { type TriedPart, tryPart } from '../plugin-views/try-part.ts';
import { regionPlace } from '../regions/region-place.ts';
import { regionsFor } from '../regions/regions-of.ts';
import { render } from '../render.ts';
import { type Asked, page } from './asked.ts';

/** What plugins put into a region of the theme, asked for by the page once it stands. */
export function regionRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/regions/:region', page(showRegion));
  return router;
}

async function showRegion(asked: Asked): Promise<void> {
  const { runtime, scope, request, response, query } = asked;
  const name = parameterOf(request, 'region');
  const regions = regionsFor(runtime, scope).filter(({ item }) => item.region === name);
  if (regions.length === 0) throw new NotFound('There is nothing here.');
  const place = regionPlace(runtime, scope, name, query.get('at') ?? '');
  const tried = await Promise.all(regions.map((one) => tryRegion(asked, one, place)));
  // Around the page somebody came for, what failed is left out; whoever builds it is told.
  const parts = tried.filter(({ part, details }) => part !== null || details !== null);
  await render(request, response, 'plugin/region', { parts });
}

function tryRegion(
  asked: Asked,
  { plugin, item }: Contributed<Region>,
  place: Parameters<Region['model']>[1],
): Promise<TriedPart> {
  const source = { ...item, plugin, what: `region ${item.id}` };
  return tryPart(asked, source, (ctx) => item.model(ctx, place));
}
