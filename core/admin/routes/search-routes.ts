import { Router } from 'express';
import { render } from '../render.ts';
import { paletteFor } from '../search/palette.ts';
import { type Asked, page, targetOfRequest } from './asked.ts';

const longest = 200;

/** Search over the whole workspace: the palette of Ctrl+K, and a page for those without scripts. */
export function searchRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/search', page(showSearch));
  return router;
}

async function showSearch(asked: Asked): Promise<void> {
  const { request, response, query } = asked;
  const words = (query.get('q') ?? '').trim().slice(0, longest);
  const groups = await paletteFor(asked, words);
  const isInside = targetOfRequest(request) === 'search-results';
  await render(request, response, isInside ? 'search-results' : 'search', { words, groups });
}
