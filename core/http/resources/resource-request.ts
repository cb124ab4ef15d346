import type { Request, Response } from 'express';
import { gate } from '../../kernel/gate.ts';
import { resourceAt } from '../../resources/find-resource.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, NotFound, type Resource } from '../../sdk/index.ts';

/** Who asks, about what: read once at the start of every resource route. */
export interface ResourceRequest {
  readonly scope: Scope;
  readonly resource: Resource;
}

/** @throws NotFound when no such resource is loaded, or its plugin is off here */
export function resourceRequest(runtime: Runtime, request: Request, response: Response): ResourceRequest {
  const resource = resourceAt(runtime, parameter(request, 'plugin'), parameter(request, 'path'));
  if (!resource) throw new NotFound('There is nothing here.');
  const scope = response.locals.scope as Scope;
  gate(scope, resource.plugin);
  return { scope, resource };
}

export function parameter(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** The question part of the address, unparsed by anything that guesses nested objects. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start + 1));
}

/** The version in `If-Match: "7"`, or null. @throws InvalidInput */
export function ifMatch(request: Request): number | null {
  const header = request.headers['if-match'];
  if (header === undefined) return null;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (!digits)
    throw new InvalidInput([{ path: ['If-Match'], message: 'Give the version of the record you read.' }]);
  return Number(digits);
}
