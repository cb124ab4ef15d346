import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerData } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Approval, noteOf } from '../approvals/approval.ts';
import { approve, previewDecision } from '../approvals/decide.ts';
import { shownArgs } from '../approvals/decided.ts';
import { loadApproval, loadApprovals } from '../approvals/find-approval.ts';
import { reject } from '../approvals/reject.ts';
import { seenHash } from '../approvals/seen.ts';
import { changeRules, rulesOf } from '../risk/rules.ts';
import { answerAction } from './answer-action.ts';

const decision = z.strictObject({
  seen: z.string('Give the mark of what you saw, as `seen` of the approval.'),
  args: z.record(z.string(), z.unknown()).optional(),
});

const edited = z.strictObject({
  args: z.record(z.string(), z.unknown(), 'Give the arguments as an object.'),
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
    answerData(response, 200, found.map(noteOf));
  });
  router.get(
    '/approvals/:id',
    one(async (response, id) => {
      answerData(
        response,
        200,
        shown(runtime, scopeOf(response), await loadApproval(runtime, scopeOf(response), id)),
      );
    }),
  );
  router.post(
    '/approvals/:id/approval',
    one(async (response, id, body) => {
      answerAction(response, await approve(runtime, scopeOf(response), id, parseInput(decision, body)));
    }),
  );
  router.post(
    '/approvals/:id/preview',
    one(async (response, id, body) => {
      const { args } = parseInput(edited, body);
      answerData(response, 200, await previewDecision(runtime, scopeOf(response), id, args));
    }),
  );
  router.post(
    '/approvals/:id/rejection',
    one(async (response, id, body) => {
      await reject(runtime, scopeOf(response), id, body ?? {});
      answerData(response, 200, noteOf(await loadApproval(runtime, scopeOf(response), id)));
    }),
  );
  router.get('/action-rules', async (_request, response) => {
    answerData(response, 200, await rulesOf(runtime, scopeOf(response).workspace.id));
  });
  router.put('/action-rules', async (request, response) => {
    answerData(response, 200, await changeRules(runtime, scopeOf(response), request.body));
  });
  return router;
}

/** For whoever may see it: the arguments, what they would do, and for whoever asked or decided the result. */
function shown(runtime: Runtime, { actor: viewer }: Scope, approval: Approval) {
  const { argsHash, effect, risk, preview, actor, door, decidedBy, decidedByName, decidedAt, wasEdited } =
    approval;
  const isTheirs = viewer.userId !== null && [actor.userId, decidedBy].includes(viewer.userId);
  return {
    ...noteOf(approval),
    args: shownArgs(runtime, approval),
    ...{ argsHash, seen: seenHash(approval), effect, risk, preview, askedBy: actor.name, door },
    ...{ decidedBy: decidedByName, decidedAt, wasEdited, result: isTheirs ? approval.result : null },
  };
}
