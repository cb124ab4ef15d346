import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { scopeOfKey } from '../../access/scope-of-key.ts';
import { keyUseNotes } from '../../api-keys/note-use.ts';
import { tokenIn } from '../../http/api-caller.ts';
import { answerApiErrors } from '../../http/api-errors.ts';
import { jsonBody } from '../../http/json-body.ts';
import { isFromOwnPage } from '../../http/public-address.ts';
import { RequestCaller } from '../../http/request-caller.ts';
import { dataHeaders } from '../../http/security-headers.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed, NotAuthenticated } from '../../sdk/index.ts';

/** `/mcp`: streamable HTTP without sessions, for whoever holds an API key. */
export function mcpRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  router.use(dataHeaders(runtime.config), ownOriginOnly(runtime), keyOnly(runtime));
  router.post('/', jsonBody, shortBatches, async (request, response) => {
    // The protocol's library is loaded by the first who speaks it, not by every start.
    const { answerMcp } = await import('./answer-mcp.ts');
    await answerMcp(runtime, request, response);
  });
  // There is no stream to open and no session to end.
  router.all('/', (_request, response) => {
    response.setHeader('Allow', 'POST');
    response
      .status(405)
      .json({ jsonrpc: '2.0', error: { code: -32_000, message: 'Send it by POST.' }, id: null });
  });
  router.use(answerApiErrors(runtime));
  return router;
}

/** Each message of a batch is work of its own, begun at once. */
const mostAtOnce = 20;

function shortBatches({ body }: Request, response: Response, next: NextFunction): void {
  const count = Array.isArray(body) ? body.length : 1;
  if (count < 1 || count > mostAtOnce) refuseBatch(response, count);
  else next();
}

function refuseBatch(response: Response, count: number): void {
  const message = `Send 1 to ${mostAtOnce} messages at once, not ${count}.`;
  response.status(400).json({ jsonrpc: '2.0', error: { code: -32_600, message }, id: null });
}

/** A page of another site must not reach a server in somebody's own network through their browser. */
function ownOriginOnly({ config }: Runtime): RequestHandler {
  return (request, _response, next) => {
    if (request.headers.origin !== undefined && !isFromOwnPage(config, request))
      throw new NotAllowed('This was sent from another site.');
    next();
  };
}

function keyOnly(runtime: Runtime): RequestHandler {
  const noteUse = keyUseNotes(runtime);
  return async (request, response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined)
      throw new NotAuthenticated('Send an API key as "Authorization: Bearer gh_…".');
    const scope = await scopeOfKey(
      runtime,
      tokenIn(authorization),
      new RequestCaller(runtime, response, 'mcp'),
    );
    response.locals.scope = scope;
    noteUse(scope.workspace.id, scope.actor);
    next();
  };
}
