import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { type Approval, noteOf } from '../approvals/approval.ts';
import { approve } from '../approvals/decide.ts';
import { loadApproval, loadApprovals } from '../approvals/find-approval.ts';
import { reject } from '../approvals/reject.ts';
import { changeRules, rulesOf } from '../risk/rules.ts';
import { answerAction } from './answer-action.ts';

const decision = z.strictObject({
  argsHash: z.string('Give the argsHash of what you saw.'),
  args: z.record(z.string(), z.unknown()).optional(),
});

/** What waits for a person, below `/api/approvals`, and what a workspace asks for besides. */
export function approvalApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  const one =
    (handle: (response: Response, id: string, body: unknown) => Promise<void>): RequestHandler =>
    (request, response) =>
      handle(response, parameterOf(request, 'id'), request.body);

  router.get('/approvals', async (request, response) => {
    const isWaiting = queryOf(request).get('state') !== 'decided';
    const found = await loadApprovals(runtime, scopeOf(response), isWaiting);
    send(response, found.map(noteOf));
  });
  router.get(
    '/approvals/:id',
    one(async (response, id) => {
      send(response, shown(await loadApproval(runtime, scopeOf(response), id)));
    }),
  );
  router.post(
    '/approvals/:id/approval',
    one(async (response, id, body) => {
      answerAction(response, await approve(runtime, scopeOf(response), id, parseInput(decision, body)));
    }),
  );
  router.post(
    '/approvals/:id/rejection',
    one(async (response, id, body) => {
      await reject(runtime, scopeOf(response), id, body ?? {});
      send(response, noteOf(await loadApproval(runtime, scopeOf(response), id)));
    }),
  );
  router.get('/action-rules', async (_request, response) => {
    send(response, await rulesOf(runtime, scopeOf(response).workspace.id));
  });
  router.put('/action-rules', async (request, response) => {
    send(response, await changeRules(runtime, scopeOf(response), request.body));
  });
  return router;
}

/** For whoever may see it: the arguments, what they would do, and in the end the result. */
function shown(approval: Approval) {
  const { args, argsHash, effect, risk, preview, result, decidedByName, decidedAt, wasEdited } = approval;
  const decided = { decidedBy: decidedByName, decidedAt, wasEdited, result };
  return {
    ...noteOf(approval),
    args,
    argsHash,
    effect,
    risk,
    preview,
    askedBy: approval.actor.name,
    ...decided,
  };
}

function send(response: Response, data: unknown): void {
  answerJson(response, 200, JSON.stringify({ data }));
}
