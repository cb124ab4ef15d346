import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { csvName, sendCsv } from '../../exports/http/send-csv.ts';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { answerData, answerJson } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, NotFound } from '../../sdk/index.ts';
import { beginImport } from '../begin-import.ts';
import { changeFormat } from '../change-format.ts';
import { changeMapping } from '../change-mapping.ts';
import { discardImport } from '../discard-import.ts';
import { failuresCsv, readFailures } from '../failures/failures-csv.ts';
import { importableResources, openImports } from '../open-imports.ts';
import { listImports, loadImport } from '../record/find-import.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { requestCancel, requestCheck, requestRun, requestUndo } from '../request-work.ts';
import { importDetailJson, importJson } from './import-json.ts';

interface AskedOfImport {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly request: Request;
  readonly response: Response;
  readonly id: string;
}

type Handler = (asked: AskedOfImport) => Promise<void>;
type Work = (runtime: Runtime, scope: Scope, id: string) => Promise<ImportRecord>;

/** Imports for programs, below `/api/imports`. */
export function importApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const route =
    (handle: Handler): RequestHandler =>
    (request, response) =>
      handle({ runtime, scope: scopeOf(response), request, response, id: parameterOf(request, 'id') });
  router.get('/imports', route(list));
  router.post('/imports', route(begin));
  router.get('/imports/:id', route(get));
  router.patch('/imports/:id', route(change));
  router.delete('/imports/:id', route(discard));
  router.get('/imports/:id/failures', route(failures));
  router.get('/imports/:id/failures.csv', route(failuresFile));
  for (const [noun, work] of Object.entries(works)) router.post(`/imports/:id/${noun}`, route(handing(work)));
  return router;
}

const works: Readonly<Record<string, Work>> = {
  check: requestCheck,
  start: requestRun,
  cancellation: requestCancel,
  undo: requestUndo,
};

async function list({ runtime, scope, request, response }: AskedOfImport): Promise<void> {
  const named = queryOf(request).get('resource');
  const allowed = importableResources(runtime, scope).map(({ id }) => id);
  const resources = named === null ? allowed : [openImports(runtime, scope, named).id];
  answerData(response, 200, (await listImports(runtime, scope.workspace.id, resources)).map(importJson));
}

async function begin({ runtime, scope, request, response }: AskedOfImport): Promise<void> {
  const named = queryOf(request).get('resource');
  if (!named)
    throw new InvalidInput([{ path: ['resource'], message: 'Name the resource, such as crm.contact.' }]);
  const resource = openImports(runtime, scope, named);
  const record = await receiveUpload(request, (upload) => beginImport(runtime, scope, resource, upload));
  answerData(response, 201, await importDetailJson(runtime, scope, record));
}

async function get({ runtime, scope, response, id }: AskedOfImport): Promise<void> {
  const record = await loadImport(runtime, scope.workspace.id, id);
  answerData(response, 200, await importDetailJson(runtime, scope, record));
}

const changeShape = z.strictObject({
  format: z.unknown().optional(),
  columns: z.unknown().optional(),
  options: z.unknown().optional(),
});

/** How the file is written comes first: it decides which columns there are. */
async function change({ runtime, scope, request, response, id }: AskedOfImport): Promise<void> {
  const parsed = parseInput(changeShape, request.body ?? {});
  const { format, columns, options } = parsed;
  let record: ImportRecord | null = null;
  if (format !== undefined) record = await changeFormat(runtime, scope, id, format);
  if (columns !== undefined || options !== undefined || record === null) {
    record = await changeMapping(runtime, scope, id, { columns, options });
  }
  answerData(response, 200, await importDetailJson(runtime, scope, record));
}

async function discard({ runtime, scope, response, id }: AskedOfImport): Promise<void> {
  await discardImport(runtime, scope, id);
  answerData(response, 200, { id });
}

function handing(work: Work): Handler {
  return async ({ runtime, scope, response, id }) =>
    answerData(response, 202, importJson(await work(runtime, scope, id)));
}

const pageShape = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

async function failures({ runtime, scope, request, response, id }: AskedOfImport): Promise<void> {
  const parsed = parseInput(pageShape, Object.fromEntries(queryOf(request)));
  const { after, limit } = parsed;
  const rows = await readFailures(runtime, scope, id, after, limit + 1);
  const data = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const page = { limit, hasMore, next: hasMore ? String(data.at(-1)?.row) : null };
  answerJson(response, 200, JSON.stringify({ data, page }));
}

async function failuresFile({ runtime, scope, response, id }: AskedOfImport): Promise<void> {
  const record = await loadImport(runtime, scope.workspace.id, id);
  openImports(runtime, scope, record.resource);
  if (record.counts.failed === 0) throw new NotFound('No row of this import failed.');
  await sendCsv(
    response,
    csvName(['failed', record.file.name.replace(/\.\w+$/, '')]),
    failuresCsv(runtime, scope, record),
  );
}
