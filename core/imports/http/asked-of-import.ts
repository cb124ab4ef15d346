import type { Request, RequestHandler, Response } from 'express';
import { type AskedOfResource, resourcePage } from '../../admin/routes/asked.ts';
import { parameterOf } from '../../http/locals.ts';
import { NotFound } from '../../sdk/index.ts';
import { openImports } from '../open-imports.ts';
import { loadImport } from '../record/find-import.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { type ImportUrls, importUrls } from './wizard-urls.ts';

/** Who looks at a page of one import. */
export interface AskedOfImport extends AskedOfResource {
  readonly record: ImportRecord;
  readonly urls: ImportUrls;
}

export type ImportHandler = (asked: AskedOfImport) => Promise<void>;

/** A handler of a page about the import in the address. @throws NotFound also where it is one of another resource */
export function ofImport(handle: ImportHandler): RequestHandler {
  return resourcePage(async (asked) => {
    const { runtime, scope, resource, request } = asked;
    openImports(runtime, scope, resource);
    const record = await loadImport(runtime, scope.workspace.id, parameterOf(request, 'importId'));
    if (record.resource !== resource.id) throw new NotFound('There is no such import.');
    await handle({ ...asked, record, urls: importUrls(scope.workspace.slug, resource, record.id) });
  });
}

/** htmx would follow a redirect unseen and put the page into a part of this one; it is told to go there instead. */
export function goTo({ headers }: Request, response: Response, url: string): void {
  if (headers['hx-request'] === 'true') response.set('HX-Redirect', url).status(200).end();
  else response.redirect(303, url);
}
