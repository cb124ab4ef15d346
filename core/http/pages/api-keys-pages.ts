import { type Request, type Response, Router } from 'express';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { revokeKey } from '../../api-keys/keys.ts';
import { type MadeKey, makeKey } from '../../api-keys/make-key.ts';
import type { Runtime } from '../../runtime.ts';
import { listOf, textOf } from '../form-body.ts';
import { parameterOf, scopeOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { apiKeysModel, forEver } from './api-keys-model.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';

/** The keys of a workspace; mounted below `/w/:slug`. */
export function apiKeysPages(runtime: Runtime): Router {
  const router = Router({ mergeParams: true });

  router.get('/settings/api-keys', (request, response) => show(request, response, noTrouble));

  router.post('/settings/api-keys', async (request, response) => {
    let made: MadeKey | undefined;
    const trouble = await troubleOf(async () => {
      made = await makeKey(runtime, scopeOf(response), inputOf(request));
    });
    await show(request, response, trouble ?? noTrouble, made);
  });

  router.post('/settings/api-keys/:id/revocation', async (request, response) => {
    const scope = scopeOf(response);
    const trouble = await troubleOf(() => revokeKey(runtime, scope, parameterOf(request, 'id')));
    if (trouble) return show(request, response, trouble);
    leaveNotice(response, 'The key is revoked. It has stopped working.');
    goTo(response, `/w/${scope.workspace.slug}/settings/api-keys`);
  });
  return router;

  async function show(request: Request, response: Response, trouble: Trouble, made?: MadeKey) {
    const typed = {
      name: made ? '' : textOf(request, 'name'),
      scopes: made ? [] : listOf(request, 'scopes'),
      lifetime: textOf(request, 'expiresInDays') || '90',
    };
    const model = await apiKeysModel(runtime, scopeOf(response), { typed, trouble, made: made ?? null });
    await answerPage(request, response, 'settings/api-keys', model, trouble);
  }
}

function inputOf(request: Request): object {
  const lifetime = textOf(request, 'expiresInDays');
  return {
    name: textOf(request, 'name'),
    scopes: listOf(request, 'scopes'),
    expiresInDays: lifetime === forEver ? null : Number(lifetime || Number.NaN),
  };
}
