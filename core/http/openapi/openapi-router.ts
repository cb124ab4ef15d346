import compression from 'compression';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { membershipsOf, scopeOfMembership, scopeOfPerson } from '../../access/scope-of-person.ts';
import { render } from '../../admin/render.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAuthenticated } from '../../sdk/index.ts';
import type { Person } from '../../users/person.ts';
import { publicAddress } from '../public-address.ts';
import { RequestCaller } from '../request-caller.ts';
import { answerJson } from '../resources/answer.ts';
import { pageHeaders } from '../security-headers.ts';
import { describedApi } from './described-api.ts';
import { searchApiPage } from './page/search-api-page.ts';

/** `/api/openapi.json` and the page made from the same declarations, `/api/docs`. */
export function openApiRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const describedFor = async (request: Request, response: Response) => {
    const scope = await readerScope(runtime, request, response);
    return describedApi(runtime, scope, publicAddress(runtime.config, request));
  };
  router.get('/openapi.json', async (request, response) => {
    answerJson(response, 200, (await describedFor(request, response)).document());
  });
  const pageSteps = [...pageHeaders(runtime.config), compression(), sendToSignIn(runtime)];
  router.get('/docs', ...pageSteps, async (request, response) => {
    const page = (await describedFor(request, response)).page();
    const { q } = request.query;
    await render(request, response, 'api-docs', typeof q === 'string' ? searchApiPage(page, q) : page);
  });
  return router;
}

/** Whoever reads over a browser is asked who they are, rather than refused. */
function sendToSignIn({ config }: Runtime): RequestHandler {
  return ({ originalUrl }, response, next) => {
    if (response.locals.scope || response.locals.person || config.publicApiDocs) return next();
    response.redirect(303, `/sign-in?next=${encodeURIComponent(originalUrl)}`);
  };
}

/**
 * Whose API is described: the key's workspace, or one of the reader's own. Null for a visitor where
 * the description is public.
 * @throws NotAuthenticated, NotFound
 */
async function readerScope(runtime: Runtime, request: Request, response: Response): Promise<Scope | null> {
  const { scope, person } = response.locals;
  if (scope) return scope;
  if (person) {
    const own = await scopeOfReader(runtime, person, request, response);
    response.locals.scope = own;
    return own;
  }
  if (runtime.config.publicApiDocs) return null;
  throw new NotAuthenticated('Sign in, or send an API key as "Authorization: Bearer gh_…".');
}

async function scopeOfReader(
  runtime: Runtime,
  person: Person,
  request: Request,
  response: Response,
): Promise<Scope> {
  const caller = new RequestCaller(runtime, response, 'rest');
  const slug = request.query.workspace;
  const [first] = await membershipsOf(runtime, person.id);
  if (typeof slug === 'string' || !first) return scopeOfPerson(runtime, person, String(slug ?? ''), caller);
  return scopeOfMembership(runtime, person, first, caller);
}
