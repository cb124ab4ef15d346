import { type Request, type Response, Router } from 'express';
import { getText } from '../../resources/read/get-record.ts';
import { listText, parseListQuery } from '../../resources/read/list-records.ts';
import { bulkWrite } from '../../resources/write/bulk-write.ts';
import { createText } from '../../resources/write/create-record.ts';
import { performAction } from '../../resources/write/perform-action.ts';
import { placeRecord } from '../../resources/write/place-record.ts';
import { removeRecord, restoreRecord } from '../../resources/write/remove-record.ts';
import { suggestInput } from '../../resources/write/suggest-input.ts';
import { updateText } from '../../resources/write/update-record.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { answerJson, answerRecord } from './answer.ts';
import { ifMatch, parameter, queryOf, type ResourceRequest, resourceRequest } from './resource-request.ts';
import { writeRoute } from './write-route.ts';

type Handler = (asked: ResourceRequest, request: Request, response: Response) => Promise<void>;

/** REST for every resource there is: the same few routes, looked up by plugin and path. */
export function resourceRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const route = (handle: Handler) => (request: Request, response: Response) =>
    handle(resourceRequest(runtime, request, response), request, response);

  const write = (verb: string, handle: Handler, status = 200) =>
    writeRoute(runtime, () => verb, status, handle);
  const nounOf = (request: Request) => parameter(request, 'noun');

  router.get('/:plugin/:path', route(list));
  router.post('/:plugin/:path', write('create', create, 201));
  router.post('/:plugin/:path/bulk', write('bulk', bulk));
  router.get('/:plugin/:path/:id', route(get));
  router.patch('/:plugin/:path/:id', write('update', update));
  router.delete('/:plugin/:path/:id', write('remove', remove));
  router.post('/:plugin/:path/:id/restoration', write('restore', restore));
  router.post('/:plugin/:path/:id/placement', write('placement', place));
  router.get('/:plugin/:path/:id/:noun', route(suggest));
  router.post('/:plugin/:path/:id/:noun', writeRoute(runtime, nounOf, 200, act));
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

  async function create(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    answerRecord(response, 201, await createText(runtime, scope, resource, request.body));
  }

  async function update(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const id = parameter(request, 'id');
    answerRecord(
      response,
      200,
      await updateText(runtime, scope, resource, id, request.body, ifMatch(request)),
    );
  }

  async function remove(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    answerRecord(
      response,
      200,
      JSON.stringify(await removeRecord(runtime, scope, resource, parameter(request, 'id'))),
    );
  }

  async function restore(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    answerRecord(
      response,
      200,
      JSON.stringify(await restoreRecord(runtime, scope, resource, parameter(request, 'id'))),
    );
  }

  async function place(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const record = await placeRecord(runtime, scope, resource, parameter(request, 'id'), request.body);
    answerRecord(response, 200, JSON.stringify(record));
  }

  async function suggest(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const [id, noun] = [parameter(request, 'id'), parameter(request, 'noun')];
    answerRecord(response, 200, JSON.stringify(await suggestInput(runtime, scope, resource, noun, id)));
  }

  async function bulk(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    answerJson(
      response,
      200,
      JSON.stringify({ data: await bulkWrite(runtime, scope, resource, request.body) }),
    );
  }

  async function act(
    { scope, resource }: ResourceRequest,
    request: Request,
    response: Response,
  ): Promise<void> {
    const [id, noun] = [parameter(request, 'id'), parameter(request, 'noun')];
    const record = await performAction(runtime, scope, resource, noun, id, request.body ?? {});
    answerRecord(response, 200, JSON.stringify(record));
  }
}
