import { type RequestHandler, Router } from 'express';
import { parameterOf } from '../../http/locals.ts';
import { switchPlugin } from '../../modules/switch-plugin.ts';
import { Conflict } from '../../sdk/index.ts';
import { modulesModel, type SwitchTrouble } from '../modules/modules-model.ts';
import { render } from '../render.ts';
import { leaveNotice } from '../shell/notice.ts';
import { goOn } from './answer-form.ts';
import { type Asked, page } from './asked.ts';

/** Which modules a workspace uses. */
export function moduleRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/settings/modules', page(showModules));
  router.post('/settings/modules/:id/activation', move(true));
  router.post('/settings/modules/:id/deactivation', move(false));
  return router;
}

async function showModules(asked: Asked): Promise<void> {
  await renderModules(asked, null);
}

async function renderModules(asked: Asked, trouble: SwitchTrouble | null): Promise<void> {
  if (trouble) asked.response.status(409);
  await render(asked.request, asked.response, 'settings/modules', await modulesModel(asked, trouble));
}

/** The card says what a module brings along, so that is switched on with it. */
function move(isOn: boolean): RequestHandler {
  return page(async (asked) => {
    const { runtime, scope, request } = asked;
    const id = parameterOf(request, 'id');
    try {
      const moved = await switchPlugin(runtime, scope, id, isOn, { alsoRequired: true });
      goBack(asked, moved, isOn);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await renderModules(asked, { id, message: error.message });
    }
  });
}

/** The notice takes back what was done; one that brought others along is left to the switches. */
function goBack(
  { runtime, scope, translate, request, response }: Asked,
  moved: readonly string[],
  isOn: boolean,
) {
  const url = `/w/${scope.workspace.slug}/settings/modules`;
  const titles = runtime.registry.plugins
    .filter(({ id }) => moved.includes(id))
    .map(({ id, declaration }) => declaration?.title ?? id);
  const undo = moved.length === 1 ? `${url}/${moved[0]}/${isOn ? 'deactivation' : 'activation'}` : null;
  const key = isOn ? 'settings.modules.was-switched-on' : 'settings.modules.was-switched-off';
  const words = translate(key, { titles: new Intl.ListFormat('en').format(titles) });
  if (titles.length > 0) leaveNotice(response, words, undo);
  goOn(request, response, url);
}
