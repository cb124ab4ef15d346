import { type Request, type RequestHandler, type Response, Router } from 'express';
import { parameterOf, scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import { isOn } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import { changeSettings } from '../change-settings.ts';
import { describedSettings } from '../described-settings.ts';
import { type Asker, mayChangeSettings, type OpenSettings, openSettings } from '../open-settings.ts';

/** Settings for programs, below `/api/settings`. */
export function settingsApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });

  router.get('/settings', (_request, response) => {
    const asker = askerOf(response);
    const groups = runtime.registry.contributions.settings
      .filter((group) => isOn(asker.scope, group.plugin) && mayChangeSettings(runtime, asker, group))
      .map(({ plugin, item: { id, title, scope } }) => ({ id, plugin, title, scope }));
    answerJson(response, 200, JSON.stringify({ data: groups }));
  });

  router.get('/settings/:id', async (request, response) => {
    await answer(response, open(request, response));
  });

  router.patch('/settings/:id', async (request, response) => {
    const opened = open(request, response);
    const { actor } = scopeOf(response);
    await changeSettings(runtime, opened.owner, actor, opened.group.item, request.body ?? {});
    await answer(response, opened);
  });
  return router;

  function open(request: Request, response: Response): OpenSettings {
    return openSettings(runtime, askerOf(response), parameterOf(request, 'id'));
  }

  async function answer(response: Response, { owner, group }: OpenSettings): Promise<void> {
    const data = await describedSettings(runtime, owner, group.item);
    answerJson(response, 200, JSON.stringify({ data }));
  }
}

function askerOf(response: Response): Asker {
  return { scope: scopeOf(response), person: response.locals.person };
}
