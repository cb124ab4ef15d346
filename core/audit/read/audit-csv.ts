import { writeRow } from '../../csv/write-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { AuditQuestion } from './audit-question.ts';
import { type AuditLine, listAudit } from './list-audit.ts';

const columns = [
  'id',
  'at',
  'entry',
  'actor',
  'userId',
  'approvedBy',
  'door',
  'action',
  'outcome',
  'reason',
  'resource',
  'recordId',
  'kind',
  'changes',
  'args',
  'callId',
  'requestId',
] as const satisfies readonly (keyof AuditLine)[];

/** More rows than this are asked for by narrower filters. */
const mostRows = 100_000;
const pageSize = 1_000;

/** All that the filters let through, newest first, as a file that spreadsheets open without running anything. */
export async function* auditCsv(
  runtime: Runtime,
  scope: Scope,
  question: AuditQuestion,
): AsyncGenerator<string> {
  let page = await listAudit(runtime, scope, { ...question, limit: pageSize });
  yield writeRow(columns);
  for (let rows = pageSize; ; rows += pageSize) {
    yield page.lines.map((line) => writeRow(columns.map((name) => cellText(line[name])))).join('');
    if (page.next === null || rows >= mostRows) return;
    page = await listAudit(runtime, scope, { ...question, before: page.next, limit: pageSize });
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
