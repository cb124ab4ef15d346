import type { Request, RequestHandler, Response } from 'express';
import { scopeOfKey } from '../access/scope-of-key.ts';
import { scopeOfPerson } from '../access/scope-of-person.ts';
import { keyUseNotes } from '../api-keys/note-use.ts';
import type { Runtime } from '../runtime.ts';
import { NotAuthenticated } from '../sdk/index.ts';
import type { Sessions } from '../sessions/http/sessions.ts';
import { settle } from '../settle.ts';
import { scopeOf } from './locals.ts';
import { RequestCaller } from './request-caller.ts';
import { sameOriginOnly } from './same-origin.ts';

/**
 * Who calls the API: a key names its workspace itself; somebody signed in names one in the header
 * Guildhall-Workspace. With a key, cookies are not looked at. Nobody is let through here or refused
 * for lack of either; `requireScope` does that.
 */
export function findApiCaller(runtime: Runtime, sessions: Sessions | undefined): RequestHandler {
  const noteUse = keyUseNotes(runtime);
  const fromOwnPage = sameOriginOnly(runtime.config);

  return async (request, response, next) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) await readKey(authorization, response);
    else if (cookie !== undefined && sessions) await readSession(sessions, request, response);
    next();
  };

  async function readKey(authorization: string, response: Response): Promise<void> {
    const scope = await scopeOfKey(
      runtime,
      tokenIn(authorization),
      new RequestCaller(runtime, response, 'rest'),
    );
    response.locals.scope = scope;
    noteUse(scope.workspace.id, scope.actor);
  }

  async function readSession(sessions: Sessions, request: Request, response: Response): Promise<void> {
    await settle((done) => void sessions.read(request, response, done));
    const { person } = response.locals;
    if (!person) return;
    await settle((done) => void fromOwnPage(request, response, done));
    const slug = request.headers['guildhall-workspace'];
    if (typeof slug !== 'string') return;
    response.locals.scope = await scopeOfPerson(
      runtime,
      person,
      slug,
      new RequestCaller(runtime, response, 'rest'),
    );
  }
}

/** From here on somebody acts in a workspace. */
export const requireScope: RequestHandler = (_request, response, next) => {
  scopeOf(response);
  next();
};

/** @throws NotAuthenticated */
export function tokenIn(authorization: string): string {
  const [scheme = '', token = '', ...rest] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer' && token !== '' && rest.length === 0) return token;
  throw new NotAuthenticated('Send the API key as "Authorization: Bearer gh_…".');
}
