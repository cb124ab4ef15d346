import { type Request, type Response, Router } from 'express';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import readRaw from 'raw-body';
import { answerApiErrors, nothingHere } from '../../http/api-errors.ts';
import { parameterOf } from '../../http/locals.ts';
import { RequestCaller } from '../../http/request-caller.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { dataHeaders } from '../../http/security-headers.ts';
import { unreadable } from '../../http/web-server-error.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAuthenticated, NotFound, RateLimited, type WebhookRequest } from '../../sdk/index.ts';
import { findEndpoint } from '../find-endpoint.ts';
import { receiveDelivery } from '../receive-delivery.ts';

/** Of one endpoint, at all processes together: a burst is taken, a flood is not. */
const perMinute = 600;
const mostBytes = 262_144;
const usualType = 'application/json';

/** Calls from outside, at `/hooks/<token>`: no session, no key, only what they are signed with. */
export function webhookRouter(runtime: Runtime): Router {
  const limiter = limiterOf(runtime);
  const router = Router({ caseSensitive: true });
  router.use(dataHeaders(runtime.config));
  router.post('/:token', (request, response) => receive(runtime, limiter, request, response));
  router.use(nothingHere, answerApiErrors(runtime));
  return router;
}

/** Counted in PostgreSQL; who is over the limit is turned away from memory. */
function limiterOf({ database }: Runtime): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: database.pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: 'webhook',
    points: perMinute,
    duration: 60,
    inMemoryBlockOnConsumed: perMinute + 1,
  });
}

async function receive(
  runtime: Runtime,
  limiter: RateLimiterPostgres,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = new RequestCaller(runtime, response);
  const endpoint = await findEndpoint(runtime, parameterOf(request, 'token'), caller);
  if (!endpoint) throw new NotFound('There is nothing here.');
  await count(limiter, endpoint.id);
  refuseOtherType(request, endpoint.webhook.item.contentType ?? usualType);
  const received = await receiveDelivery(runtime, endpoint, await readRequest(request));
  if (typeof received === 'object') throw new NotAuthenticated(received.refusal);
  response.status(received === 'accepted' ? 202 : 200).json({ data: { delivery: received } });
}

async function count(limiter: RateLimiterPostgres, endpoint: string): Promise<void> {
  await limiter.consume(endpoint).catch((refused: unknown) => {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.ceil(refused.msBeforeNext / 1_000);
    throw new RateLimited('This address is called too often.', { retryAfterSeconds });
  });
}

function refuseOtherType({ headers }: Request, expected: string): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== expected) throw unreadable(`Send it as ${expected}.`);
}

async function readRequest(request: Request): Promise<WebhookRequest> {
  const { headers } = request;
  const body = await readRaw(request, { length: headers['content-length'], limit: mostBytes });
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return { headers: Object.fromEntries(texts), query: Object.fromEntries(queryOf(request)), body };
}
