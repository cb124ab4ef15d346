import { type Request, type RequestHandler, Router } from 'express';
import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerData } from '../../http/resources/answer.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import type { Runtime } from '../../runtime.ts';
import { catalogueFor, openAction } from '../catalogue/action-catalogue.ts';
import { actionSummary, describedAction } from '../catalogue/described-action.ts';
import { runAction } from '../run/run-action.ts';
import { undoAction } from '../undo/undo-action.ts';
import { answerAction } from './answer-action.ts';

/** Actions for programs, below `/api/actions`. */
export function actionApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  router.get('/actions', list(runtime));
  router.get('/actions/:id', describe(runtime));
  router.post('/actions/:id', run(runtime));
  router.post('/audit/:id/undoing', undo(runtime));
  return router;
}

function list(runtime: Runtime): RequestHandler {
  return (_request, response) =>
    answerData(response, 200, catalogueFor(runtime, scopeOf(response)).map(actionSummary));
}

function describe(runtime: Runtime): RequestHandler {
  return async (request, response) => {
    const scope = scopeOf(response);
    const action = openAction(runtime, scope, parameterOf(request, 'id'));
    answerData(response, 200, describedAction(action, await allCustomFields(runtime, scope.workspace.id)));
  };
}

function run(runtime: Runtime): RequestHandler {
  return async (request, response) => {
    const options = {
      preview: queryOf(request).get('preview') === 'true',
      idempotencyKey: idempotencyKeyOf(request),
    };
    const input: unknown = request.body ?? {};
    answerAction(
      response,
      await runAction(runtime, scopeOf(response), parameterOf(request, 'id'), input, options),
    );
  };
}

function undo(runtime: Runtime): RequestHandler {
  return async (request, response) =>
    answerData(response, 200, await undoAction(runtime, scopeOf(response), parameterOf(request, 'id')));
}

export function idempotencyKeyOf({ headers }: Request): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
}
