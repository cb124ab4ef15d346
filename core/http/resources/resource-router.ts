import { type Request, type Response, Router } from 'express';
import { getText } from '../../resources/read/get-record.ts';
import { listText, parseListQuery } from '../../resources/read/list-records.ts';
import { createText } from '../../resources/write/create-record.ts';
import { suggestInput } from '../../resources/write/suggest-input.ts';
import { updateText } from '../../resources/write/update-record.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { answerJson, answerRecord } from './answer.ts';
import { ifMatch, parameter, queryOf, type ResourceRequest, resourceRequest } from './resource-request.ts';
import { nounRoute, recordRoute, writeRoute } from './write-route.ts';

type Handler = (asked: ResourceRequest, request: Request, response: Response) => Promise<void>;

/** REST for every resource there is: the same few routes, looked up by plugin and path. */
export function resourceRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const route = (handle: Handler) => (request: Request, response: Response) =>
    handle(resourceRequest(runtime, request, response), request, response);

  router.get('/:plugin/:path', route(list));
  router.post(
    '/:plugin/:path',
    recordRoute(runtime, 'create', 201, ({ scope, resource }, { body }) =>
      createText(runtime, scope, resource, body),
    ),
  );
  router.post('/:plugin/:path/bulk', writeRoute(runtime, 'bulk'));
  router.get('/:plugin/:path/:id', route(get));
  router.patch(
    '/:plugin/:path/:id',
    recordRoute(runtime, 'update', 200, ({ scope, resource }, request) =>
      updateText(runtime, scope, resource, parameter(request, 'id'), request.body, ifMatch(request)),
    ),
  );
  router.delete('/:plugin/:path/:id', writeRoute(runtime, 'remove'));
  router.post('/:plugin/:path/:id/restoration', writeRoute(runtime, 'restore'));
  router.post('/:plugin/:path/:id/placement', writeRoute(runtime, 'placement'));
  router.get('/:plugin/:path/:id/:noun', route(suggest));
  router.post('/:plugin/:path/:id/:noun', nounRoute(runtime));
  return router;

  async function list(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const query = await parseListQuery(runtime, scope, resource, queryOf(request));
    answerJson(response, 200, await listText(runtime, scope, resource, query));
  }

  async function get(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { fields, include, removed } = await getTerms({ scope, resource }, queryOf(request));
    const record = await getText(runtime, scope, resource, parameter(request, 'id'), {
      fields,
      include,
      removed,
    });
    answerRecord(response, 200, record);
  }

  async function getTerms({ scope, resource }: ResourceRequest, parameters: URLSearchParams) {
    const known = new Set(['fields', 'include', 'removed']);
    const unknown = [...parameters.keys()].filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw new InvalidInput(
        unknown.map((name) => ({ path: [name], message: 'There is no such parameter.' })),
      );
    }
    return parseListQuery(runtime, scope, resource, parameters);
  }

  async function suggest(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const [id, noun] = [parameter(request, 'id'), parameter(request, 'noun')];
    answerRecord(response, 200, JSON.stringify(await suggestInput(runtime, scope, resource, noun, id)));
  }
}
