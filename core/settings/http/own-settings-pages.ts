import { type Request, type RequestHandler, type Response, Router } from 'express';
import { membershipsOf } from '../../access/scope-of-person.ts';
import { typedFrom } from '../../admin/forms/typed.ts';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { regionFor } from '../../admin/shell/page.ts';
import { parameterOf, personOf } from '../../http/locals.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { troubleOf } from '../../http/pages/form-trouble.ts';
import { enabledPluginsOf } from '../../modules/enabled-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import { type Actor, NotFound } from '../../sdk/index.ts';
import { isInstanceAdmin } from '../../users/is-instance-admin.ts';
import type { Person } from '../../users/person.ts';
import { changeSettings } from '../change-settings.ts';
import { type Group, groupsOf } from '../settings-groups.ts';
import { personAsOwner, type SettingsOwner, theInstance } from '../settings-owner.ts';
import { readSettingsForm, type SentForm, settingsForm } from './settings-form.ts';

/** One page of settings outside of workspaces. */
interface OwnSettings {
  readonly base: string;
  readonly titleKey: string;
  readonly leadKey: string;
  readonly emptyKey: string;
  owner(person: Person): SettingsOwner;
  groups(runtime: Runtime, person: Person): Promise<Group[]>;
}

const ofPerson: OwnSettings = {
  base: '/account/settings',
  titleKey: 'settings.groups.own',
  leadKey: 'settings.groups.own-lead',
  emptyKey: 'settings.groups.own-none',
  owner: personAsOwner,
  groups: groupsOfPerson,
};

const ofInstance: OwnSettings = {
  base: '/admin/settings',
  titleKey: 'settings.groups.instance',
  leadKey: 'settings.groups.instance-lead',
  emptyKey: 'settings.groups.instance-none',
  owner: () => theInstance,
  async groups(runtime, person) {
    if (!isInstanceAdmin(person)) throw new NotFound('There is nothing here.');
    const running = runtime.registry.plugins.filter(({ state }) => state === 'enabled');
    return groupsOf(runtime.registry, 'instance', new Set(running.map(({ id }) => id)));
  },
};

/** What each person, and what the instance's admin, sets up for modules. */
export function ownSettingsPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  for (const kind of [ofPerson, ofInstance]) {
    router.get(kind.base, (request, response) => show(kind, request, response, null, null));
    router.post(`${kind.base}/:group`, (request, response) => save(kind, request, response));
  }
  return router;
}

/** Of the modules that are on in any workspace they belong to. */
async function groupsOfPerson(runtime: Runtime, person: Person): Promise<Group[]> {
  const memberships = await membershipsOf(runtime, person.id);
  const on = await Promise.all(memberships.map(({ workspace }) => enabledPluginsOf(runtime, workspace.id)));
  return groupsOf(runtime.registry, 'user', new Set(on.flatMap((ids) => [...ids])));
}

async function save(kind: OwnSettings, request: Request, response: Response): Promise<void> {
  const { runtime, translate } = screensOf(request);
  const person = personOf(response);
  const group = (await kind.groups(runtime, person)).find(
    ({ item }) => item.id === parameterOf(request, 'group'),
  );
  if (!group) throw new NotFound('There is nothing here.');
  const typed = typedFrom(request.body);
  const trouble = await troubleOf(async () => {
    const input = await readSettingsForm(formAsked(kind, request, response, group), typed);
    await changeSettings(runtime, kind.owner(person), actorOf(person), group.item, input);
  });
  if (trouble) return show(kind, request, response, group.item.id, { typed, trouble });
  leaveNotice(response, translate('settings.groups.saved', { title: group.item.title }));
  goTo(response, kind.base);
}

async function show(
  kind: OwnSettings,
  request: Request,
  response: Response,
  troubled: string | null,
  sent: SentForm | null,
): Promise<void> {
  const { runtime, translate } = screensOf(request);
  const groups = await kind.groups(runtime, personOf(response));
  const forms = await Promise.all(
    groups.map((group) =>
      settingsForm(formAsked(kind, request, response, group), group.item.id === troubled ? sent : null),
    ),
  );
  if (sent) response.status(sent.trouble.status);
  const words = { title: kind.titleKey, lead: kind.leadKey, empty: kind.emptyKey };
  const said = Object.fromEntries(Object.entries(words).map(([name, key]) => [name, translate(key)]));
  await render(request, response, 'own-settings', { ...said, forms });
}

function formAsked(kind: OwnSettings, request: Request, response: Response, { plugin, item: group }: Group) {
  const { runtime, translate } = screensOf(request);
  const of = runtime.registry.plugins.find(({ id }) => id === plugin)?.declaration?.title;
  const person = personOf(response);
  const [owner, region] = [kind.owner(person), regionFor(person, undefined)];
  return { runtime, scope: null, of, region, translate, owner, group, action: `${kind.base}/${group.id}` };
}

function actorOf({ id, name }: Person): Actor {
  return { kind: 'user', userId: id, name };
}
