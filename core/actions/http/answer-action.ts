import type { Response } from 'express';
import { answerJson } from '../../http/resources/answer.ts';
import type { ActionAnswer } from '../run/answer.ts';

/** An answer over HTTP: 200 when it is done or only looked at, 202 while it waits for a person. */
export function answerAction(response: Response, answer: ActionAnswer): void {
  if (answer.status === 'done') answerDone(response, 200, answer);
  else if (answer.status === 'approval') answerApproval(response, answer.approval);
  else send(response, 200, { data: answer.preview, needsApproval: answer.needsApproval });
}

/** What was done as `data`; the rest beside it and in headers. */
export function answerDone(
  response: Response,
  status: number,
  { output, auditId, isReplay, undoableUntil }: Extract<ActionAnswer, { status: 'done' }>,
): void {
  if (isReplay) response.setHeader('Idempotent-Replayed', 'true');
  send(response, status, { data: output ?? null, action: { auditId, undoableUntil } });
}

export function answerApproval(
  response: Response,
  approval: Extract<ActionAnswer, { status: 'approval' }>['approval'],
): void {
  response.setHeader('Location', `/api/approvals/${approval.id}`);
  send(response, 202, { data: null, approval });
}

function send(response: Response, status: number, body: object): void {
  answerJson(response, status, JSON.stringify(body));
}
