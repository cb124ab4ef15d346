import { Router } from 'express';
import { buildList } from '../list/build-list.ts';
import { addressText } from '../list/list-parameters.ts';
import { render } from '../render.ts';
import { resourceUrl } from '../shell/addresses.ts';
import { type AskedOfResource, resourcePage, targetOfRequest } from './asked.ts';
import { keepAddress } from './keep-address.ts';

/** Lists of records. */
export function listRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path', resourcePage(showList));
  return router;
}

/** The whole page, the list inside it, or only its next rows. */
async function showList(asked: AskedOfResource): Promise<void> {
  const { request, response, resource, scope, query } = asked;
  const address = { path: resourceUrl(scope.workspace.slug, resource), parameters: query };
  const model = await buildList({ ...asked, address });
  const target = targetOfRequest(request);
  if (target === 'list') {
    keepAddress(asked, addressText(address));
    return render(request, response, 'resource/list-region', model);
  }
  if (target === 'more') return render(request, response, 'resource/list-more', model);
  return render(request, response, [`${resource.plugin}/${resource.noun}/list`, 'resource/list'], model);
}
