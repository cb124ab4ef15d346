import type { RequestHandler } from 'express';
import { scopeOfPerson } from '../access/scope-of-person.ts';
import type { Runtime } from '../runtime.ts';
import { parameterOf, personOf } from './locals.ts';
import { RequestCaller } from './request-caller.ts';

/** The door of every page below `/w/:slug`: signed in, and a member. */
export function enterWorkspace(runtime: Runtime): RequestHandler {
  return async (request, response, next) => {
    const caller = new RequestCaller(runtime, response, 'page');
    const slug = parameterOf(request, 'slug');
    response.locals.scope = await scopeOfPerson(runtime, personOf(response), slug, caller);
    next();
  };
}
