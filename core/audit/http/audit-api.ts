import { Router } from 'express';
import { csvName, sendCsv } from '../../exports/http/send-csv.ts';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { queryOf, resourceRequest } from '../../http/resources/resource-request.ts';
import type { Runtime } from '../../runtime.ts';
import { auditCsv } from '../read/audit-csv.ts';
import { readAuditQuestion } from '../read/audit-question.ts';
import { listAudit } from '../read/list-audit.ts';
import { recordHistory } from '../read/record-history.ts';

/** Who did what: `/api/audit`, as a file `/api/audit.csv`, and of one record `…/{id}/history`. */
export function auditApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  router.get('/audit', async (request, response) => {
    const { lines, next } = await listAudit(runtime, scopeOf(response), readAuditQuestion(queryOf(request)));
    answerJson(response, 200, JSON.stringify({ data: lines, page: { next } }));
  });
  router.get('/audit.csv', async (request, response) => {
    const pieces = auditCsv(runtime, scopeOf(response), readAuditQuestion(queryOf(request)));
    await sendCsv(response, csvName(['audit', runtime.now().toISOString().slice(0, 10)]), pieces);
  });
  router.get('/:plugin/:path/:id/history', async (request, response) => {
    const { scope, resource } = resourceRequest(runtime, request, response);
    const before = queryOf(request).get('before');
    const { entries, next } = await recordHistory(
      runtime,
      scope,
      resource,
      parameterOf(request, 'id'),
      before,
    );
    answerJson(response, 200, JSON.stringify({ data: entries, page: { next } }));
  });
  return router;
}
