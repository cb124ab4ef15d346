import type { Request, RequestHandler, Response } from 'express';
import { scopeOf } from '../../http/locals.ts';
import { parameter, queryOf } from '../../http/resources/resource-request.ts';
import { gate } from '../../kernel/gate.ts';
import { resourceAt } from '../../resources/find-resource.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import type { Region } from '../format/region.ts';
import { screensOf } from '../screens.ts';
import { regionFor } from '../shell/page.ts';
import type { Translate } from '../translate.ts';

/** Who looks at a page, where and in which way. */
export interface Asked {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  readonly translate: Translate;
  readonly request: Request;
  readonly response: Response;
  readonly query: URLSearchParams;
}

export interface AskedOfResource extends Asked {
  readonly resource: Resource;
}

export type PageHandler = (asked: Asked) => Promise<void>;
export type ResourceHandler = (asked: AskedOfResource) => Promise<void>;

/** A handler of a page inside a workspace. */
export function page(handle: PageHandler): RequestHandler {
  return (request, response) => handle(askedBy(request, response));
}

/** A handler of a page about the resource in the address. @throws NotFound where it is not, or is switched off */
export function resourcePage(handle: ResourceHandler): RequestHandler {
  return async (request, response) => {
    const asked = askedBy(request, response);
    const resource = resourceAt(asked.runtime, parameter(request, 'plugin'), parameter(request, 'path'));
    if (!resource) throw new NotFound('There is nothing here.');
    gate(asked.scope, resource.plugin);
    await handle({ ...asked, resource });
  };
}

function askedBy(request: Request, response: Response): Asked {
  const screens = screensOf(request);
  const scope = scopeOf(response);
  const region = regionFor(response.locals.person, scope);
  const runtime = screens.runtimeIn(region.locale);
  const translate = screens.translateIn(region.locale);
  return { runtime, scope, region, translate, request, response, query: queryOf(request) };
}

/** The part of the page that htmx will put the answer into, by its id. */
export function targetOfRequest({ headers }: Request): string | null {
  const target = headers['hx-target'];
  return headers['hx-request'] === 'true' && typeof target === 'string' ? target : null;
}
