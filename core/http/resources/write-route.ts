import type { Request, RequestHandler, Response } from 'express';
import { ApprovalNeeded } from '../../actions/approvals/approval-needed.ts';
import { idempotencyKeyOf } from '../../actions/http/action-api.ts';
import { answerApproval, answerDone } from '../../actions/http/answer-action.ts';
import { noteRefusal } from '../../actions/run/note-refusal.ts';
import { runAction } from '../../actions/run/run-action.ts';
import { recordId } from '../../resources/read/open-resource.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput, NotAllowed } from '../../sdk/index.ts';
import { ifMatch, parameter, type ResourceRequest, resourceRequest } from './resource-request.ts';

type Handler = (asked: ResourceRequest, request: Request, response: Response) => Promise<void>;

/**
 * A write at the address of records is the action `<resource>.<verb>` by a shorter way. With an
 * Idempotency-Key it takes the long one; what needs approval is answered by 202, and what is refused is kept.
 */
export function writeRoute(
  runtime: Runtime,
  verbOf: (request: Request) => string,
  status: number,
  handle: Handler,
): RequestHandler {
  return async (request, response) => {
    const asked = resourceRequest(runtime, request, response);
    const action = `${asked.resource.id}.${verbOf(request)}`;
    const key = idempotencyKeyOf(request);
    if (key !== undefined) return runKeyed(runtime, asked, action, key, status, request, response);
    try {
      await handle(asked, request, response);
    } catch (error) {
      if (error instanceof ApprovalNeeded) return answerApproval(response, error.approval);
      if (error instanceof NotAllowed)
        await noteRefusal(runtime, asked.scope, action, triedWith(request), error);
      throw error;
    }
  };
}

async function runKeyed(
  runtime: Runtime,
  { scope }: ResourceRequest,
  action: string,
  idempotencyKey: string,
  status: number,
  request: Request,
  response: Response,
): Promise<void> {
  const answer = await runAction(runtime, scope, action, inputOf(request), { idempotencyKey });
  if (answer.status === 'done') answerDone(response, status, answer);
  else if (answer.status === 'approval') answerApproval(response, answer.approval);
}

function triedWith(request: Request): unknown {
  const id = parameter(request, 'id');
  return { ...(request.body as object | undefined), ...(id !== '' && { id }) };
}

/** The address names the record, so the body may not. */
function inputOf(request: Request): unknown {
  const id = parameter(request, 'id');
  if (id === '') return request.body;
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new InvalidInput([{ path: [], message: 'Send one JSON object.' }]);
  if ('id' in body) throw new InvalidInput([{ path: ['id'], message: 'This cannot be set.' }]);
  const version = ifMatch(request);
  return { ...(version !== null && { version }), ...body, id: recordId(id) };
}
