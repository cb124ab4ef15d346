import { Router } from 'express';
import { isOn } from '../../kernel/gate.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { render } from '../render.ts';
import { type SearchGroup, searchEverywhere } from '../search/search-everywhere.ts';
import { menuOf } from '../shell/menu.ts';
import { type Asked, page, targetOfRequest } from './asked.ts';

/** Search over the whole workspace. */
export function searchRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/search', page(showSearch));
  return router;
}

async function showSearch(asked: Asked): Promise<void> {
  const { runtime, scope, request, response, query } = asked;
  const words = (query.get('q') ?? '').trim().slice(0, 200);
  const groups = words ? await searchEverywhere(runtime, scope, words) : [];
  const isInside = targetOfRequest(request) === 'search-results';
  const model = { words, groups, offers: words ? [] : offers(asked), isInside };
  await render(request, response, isInside ? 'search-results' : 'search', model);
}

/** Before anything is typed: where one can go, and what one can begin. */
function offers({ runtime, scope, translate }: Asked): SearchGroup[] {
  const links = menuOf(runtime, scope, '').flatMap((group) => group.links);
  const go = links.map(({ label, icon, href }) => ({ title: label, note: '', href, icon }));
  const created = [...runtime.registry.resources.values()]
    .filter((resource) => isOn(scope, resource.plugin) && mayRead(runtime, scope, resource))
    .map((resource) => resourceHead(runtime, scope, resource))
    .flatMap(({ newUrl, oneInline }) =>
      newUrl ? [{ title: translate('list.new', { one: oneInline }), note: '', href: newUrl }] : [],
    );
  return [
    { label: translate('search.go'), icon: 'arrow-right', results: go, allUrl: null },
    { label: translate('search.create'), icon: 'plus', results: created.slice(0, 8), allUrl: null },
  ].filter(({ results }) => results.length > 0);
}
