import type { Request, RequestHandler, Response } from 'express';
import { ApprovalNeeded } from '../../actions/approvals/approval-needed.ts';
import { idempotencyKeyOf } from '../../actions/http/action-api.ts';
import { answerApproval, answerDone } from '../../actions/http/answer-action.ts';
import { runAction } from '../../actions/run/run-action.ts';
import { recordId } from '../../resources/read/open-resource.ts';
import { actionOf } from '../../resources/write/noun-action.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { answerRecord } from './answer.ts';
import { ifMatch, parameter, type ResourceRequest, resourceRequest } from './resource-request.ts';

type Write = (asked: ResourceRequest, request: Request) => Promise<string>;

/**
 * A record that is made or changed: the action `<resource>.<verb>` by the way that is short where it can be, by the
 * long one with an Idempotency-Key. What needs approval is answered by 202.
 */
export function recordRoute(
  runtime: Runtime,
  verb: 'create' | 'update',
  status: number,
  write: Write,
): RequestHandler {
  return async (request, response) => {
    const asked = resourceRequest(runtime, request, response);
    if (idempotencyKeyOf(request) !== undefined)
      return runAt(runtime, asked, { verb, status }, request, response);
    try {
      answerRecord(response, status, await write(asked, request));
    } catch (error) {
      if (!(error instanceof ApprovalNeeded)) throw error;
      answerApproval(response, error.approval);
    }
  };
}

/** Any other write at the address of records: the action `<resource>.<verb>`. */
export function writeRoute(runtime: Runtime, verb: string): RequestHandler {
  return (request, response) =>
    runAt(runtime, resourceRequest(runtime, request, response), { verb, status: 200 }, request, response);
}

/** The same for what a resource declares itself; its verbs have their own addresses. */
export function nounRoute(runtime: Runtime): RequestHandler {
  return (request, response) => {
    const asked = resourceRequest(runtime, request, response);
    const verb = parameter(request, 'noun');
    actionOf(asked.resource, verb);
    return runAt(runtime, asked, { verb, status: 200 }, request, response);
  };
}

async function runAt(
  runtime: Runtime,
  { scope, resource }: ResourceRequest,
  { verb, status }: { readonly verb: string; readonly status: number },
  request: Request,
  response: Response,
): Promise<void> {
  const options = { idempotencyKey: idempotencyKeyOf(request) };
  const answer = await runAction(runtime, scope, `${resource.id}.${verb}`, inputOf(request), options);
  if (answer.status === 'done') answerDone(response, status, answer);
  else if (answer.status === 'approval') answerApproval(response, answer.approval);
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
