import { type RequestHandler, Router } from 'express';
import { queryOf, resourceRequest } from '../../http/resources/resource-request.ts';
import { parseListQuery } from '../../resources/read/list-records.ts';
import type { Runtime } from '../../runtime.ts';
import { type ExportTerms, exportCsv } from '../export-csv.ts';
import { csvName, sendCsv } from './send-csv.ts';

/** What a list's address holds that a whole file has no use for. */
const pageOnly = new Set(['limit', 'offset', 'after', 'total', 'fields', 'include']);
const ownWords = new Set(['columns', 'mark']);

/** `GET /:plugin/:path/export.csv`: the list of the same address, whole. For programs. */
export function exportApi(runtime: Runtime): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/:plugin/:path/export.csv', exportList(runtime, false));
  return router;
}

/** The same below `/w/:slug`, for people: with the mark by which spreadsheets know UTF-8. */
export function exportPages(runtime: Runtime): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/:plugin/:path/export.csv', exportList(runtime, true));
  return router;
}

function exportList(runtime: Runtime, withMark: boolean): RequestHandler {
  return async (request, response) => {
    const { scope, resource } = resourceRequest(runtime, request, response);
    const asked = [...queryOf(request)];
    const listed = asked.filter(([name]) => !pageOnly.has(name) && !ownWords.has(name));
    const query = await parseListQuery(runtime, scope, resource, new URLSearchParams(listed));
    const terms = termsOf(new URLSearchParams(asked), withMark);
    const day = runtime.now().toISOString().slice(0, 10);
    const name = csvName([resource.plugin, resource.path, day]);
    await sendCsv(response, name, exportCsv(runtime, scope, resource, query, terms));
  };
}

function termsOf(asked: URLSearchParams, withMark: boolean): ExportTerms {
  const columns = asked.get('columns');
  const mark = asked.get('mark');
  return {
    columns: columns === null || columns === '' ? null : columns.split(','),
    withMark: mark === null ? withMark : mark === 'true',
  };
}
