import { type RequestHandler, Router } from 'express';
import { typedFrom } from '../../admin/forms/typed.ts';
import { render } from '../../admin/render.ts';
import { goOn } from '../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { parameterOf } from '../../http/locals.ts';
import { troubleOf } from '../../http/pages/form-trouble.ts';
import { NotFound } from '../../sdk/index.ts';
import { changeSettings } from '../change-settings.ts';
import { mayChangeSettings, openSettings } from '../open-settings.ts';
import { type Group, groupsOf } from '../settings-groups.ts';
import { readSettingsForm, type SentForm, type SettingsFormAsked, settingsForm } from './settings-form.ts';

/** What a workspace sets up for its modules, below `/w/:slug`. */
export function moduleSettingsPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.get('/settings/modules/:plugin', page(show));
  router.post('/settings/modules/:plugin/:group', groupsOnly, page(save));
  return router;
}

/** Groups carry their plugin's id and a dot; plain words at this place are switches of the module. */
const groupsOnly: RequestHandler = (request, _response, next) =>
  next(parameterOf(request, 'group').includes('.') ? undefined : 'route');

async function show(asked: Asked): Promise<void> {
  await renderPage(asked, null, null);
}

async function save(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request, response } = asked;
  const { group, owner } = openSettings(runtime, askerOf(asked), parameterOf(request, 'group'));
  if (group.plugin !== parameterOf(request, 'plugin')) throw new NotFound('There is nothing here.');
  const typed = typedFrom(request.body);
  const trouble = await troubleOf(async () => {
    const input = await readSettingsForm(formAsked(asked, group), typed);
    await changeSettings(runtime, owner, scope.actor, group.item, input);
  });
  if (trouble) return renderPage(asked, group.item.id, { typed, trouble });
  leaveNotice(response, translate('settings.groups.saved', { title: group.item.title }));
  goOn(request, response, addressOf(asked, group.plugin));
}

async function renderPage(asked: Asked, troubled: string | null, sent: SentForm | null): Promise<void> {
  const { runtime, scope, request, response } = asked;
  const id = parameterOf(request, 'plugin');
  const groups = groupsOf(runtime.registry, 'workspace', scope.enabledPlugins).filter(
    (group) => group.plugin === id && mayChangeSettings(runtime, askerOf(asked), group),
  );
  if (groups.length === 0) throw new NotFound('There is nothing here.');
  const title = runtime.registry.plugins.find((one) => one.id === id)?.declaration?.title ?? id;
  const forms = await Promise.all(
    groups.map((group) => settingsForm(formAsked(asked, group), group.item.id === troubled ? sent : null)),
  );
  if (sent) response.status(sent.trouble.status);
  const modulesUrl = `/w/${scope.workspace.slug}/settings/modules`;
  await render(request, response, 'settings/module', { title, forms, modulesUrl });
}

function formAsked({ runtime, scope, region, translate, ...asked }: Asked, group: Group): SettingsFormAsked {
  const action = `${addressOf({ scope, ...asked }, group.plugin)}/${group.item.id}`;
  const owner = { scope: 'workspace', workspaceId: scope.workspace.id } as const;
  return { runtime, scope, region, translate, owner, group: group.item, action };
}

function addressOf({ scope }: Pick<Asked, 'scope'>, plugin: string): string {
  return `/w/${scope.workspace.slug}/settings/modules/${plugin}`;
}

function askerOf({ scope, response }: Asked) {
  return { scope, person: response.locals.person };
}
