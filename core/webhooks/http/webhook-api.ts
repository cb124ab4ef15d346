import { type Request, type RequestHandler, Router } from 'express';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { publicAddress } from '../../http/public-address.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { uuidOf } from '../../http/uuid-of.ts';
import type { Runtime } from '../../runtime.ts';
import {
  type MadeEndpoint,
  makeEndpoint,
  offeredWebhooks,
  redeliver,
  removeEndpoint,
  renewEndpointSecret,
} from '../endpoints.ts';
import { listEndpoints } from '../list-endpoints.ts';

/** The addresses at which a workspace is called, for programs: `/api/webhooks`. */
export function webhookApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });

  router.get('/webhooks', async (_request, response) => {
    const scope = scopeOf(response);
    const data = await listEndpoints(runtime, scope);
    const kinds = offeredWebhooks(runtime, scope).map(({ item }) => ({ id: item.id, title: item.title }));
    answerJson(response, 200, JSON.stringify({ data, kinds }));
  });

  router.post('/webhooks', async (request, response) => {
    const made = await makeEndpoint(runtime, scopeOf(response), request.body ?? {});
    answerJson(response, 201, JSON.stringify({ data: shown(request, made) }));
  });

  router.post('/webhooks/:id/secret', async (request, response) => {
    const id = uuidOf(parameterOf(request, 'id'));
    const renewed = await renewEndpointSecret(runtime, scopeOf(response), id, request.body ?? {});
    answerJson(response, 200, JSON.stringify({ data: shown(request, renewed) }));
  });

  router.delete('/webhooks/:id', async (request, response) => {
    const id = uuidOf(parameterOf(request, 'id'));
    await removeEndpoint(runtime, scopeOf(response), id);
    answerJson(response, 200, JSON.stringify({ data: { id } }));
  });

  router.post('/webhooks/deliveries/:id/redelivery', async (request, response) => {
    const id = uuidOf(parameterOf(request, 'id'));
    await redeliver(runtime, scopeOf(response), id);
    answerJson(response, 202, JSON.stringify({ data: { id } }));
  });
  return router;

  /** Address and secret are said this once. */
  function shown(request: Request, { id, path, secret }: MadeEndpoint) {
    return { id, address: path && `${publicAddress(runtime.config, request)}${path}`, secret };
  }
}
