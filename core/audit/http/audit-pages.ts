import { type RequestHandler, Router } from 'express';
import { render } from '../../admin/render.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { type AskedOfRecord, recordPage } from '../../admin/routes/record-asked.ts';
import { withParameters } from '../../admin/shell/addresses.ts';
import { csvName, sendCsv } from '../../exports/http/send-csv.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { auditCsv } from '../read/audit-csv.ts';
import { readAuditQuestion } from '../read/audit-question.ts';
import { listAudit } from '../read/list-audit.ts';
import { recordHistory } from '../read/record-history.ts';
import { auditModel, questionFrom } from './audit-model.ts';
import { historyModel } from './history-model.ts';

/** Who did what in a workspace, and with one record; below `/w/:slug`. */
export function auditPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/settings/audit', page(showAudit));
  router.get('/settings/audit.csv', page(download));
  router.get('/:plugin/:path/:id/history', recordPage(showHistory));
  return router;
}

async function showAudit(asked: Asked): Promise<void> {
  const { runtime, scope, request, response, query } = asked;
  const typed = questionFrom(query, asked.region.timezone);
  try {
    const found = await listAudit(runtime, scope, readAuditQuestion(typed));
    await render(request, response, 'settings/audit', await auditModel(asked, found, {}));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const problems = error.problems.map(({ path, message }) => [String(path[0]), message]);
    response.status(422);
    const nothing = { lines: [], next: null };
    await render(
      request,
      response,
      'settings/audit',
      await auditModel(asked, nothing, Object.fromEntries(problems)),
    );
  }
}

async function download({ runtime, scope, response, query, region }: Asked): Promise<void> {
  const pieces = auditCsv(runtime, scope, readAuditQuestion(questionFrom(query, region.timezone)));
  const name = csvName([scope.workspace.slug, 'audit', runtime.now().toISOString().slice(0, 10)]);
  await sendCsv(response, name, marked(pieces));
}

/** The mark by which spreadsheets know UTF-8. */
async function* marked(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  const first = await pieces.next();
  if (first.done) return;
  yield `\uFEFF${first.value}`;
  yield* pieces;
}

async function showHistory(asked: AskedOfRecord): Promise<void> {
  const { runtime, scope, resource, id, query, request, response } = asked;
  const { entries, next } = await recordHistory(runtime, scope, resource, id, query.get('before'));
  const moreUrl =
    next === null ? null : withParameters(request.originalUrl.split('?')[0] ?? '', { before: next });
  await render(request, response, 'resource/history', await historyModel(asked, entries, moreUrl));
}
