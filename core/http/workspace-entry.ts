import type { Request, RequestHandler } from 'express';
import { scopeOfPerson } from '../access/scope-of-person.ts';
import { seenNow } from '../events/changes-since.ts';
import type { Runtime } from '../runtime.ts';
import { parameterOf, personOf } from './locals.ts';
import { RequestCaller } from './request-caller.ts';

/** The door of every page below `/w/:slug`: signed in, and a member. */
export function enterWorkspace(runtime: Runtime): RequestHandler {
  return async (request, response, next) => {
    const caller = new RequestCaller(runtime, response, 'page');
    const slug = parameterOf(request, 'slug');
    // Before anything of the page is read: what is committed after this is told to it live.
    const seen = isWholePage(request) ? seenNow(runtime.database) : undefined;
    response.locals.scope = await scopeOfPerson(runtime, personOf(response), slug, caller);
    response.locals.seenChanges = await seen;
    next();
  };
}

function isWholePage({ method, headers }: Request): boolean {
  return method === 'GET' && headers['hx-request'] !== 'true';
}
