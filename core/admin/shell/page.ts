import type { Request, Response } from 'express';
import { membershipsOf } from '../../access/scope-of-person.ts';
import { isMuted } from '../../muting/is-muted.ts';
import { type Bell, bellOf } from '../../notifications/http/bell.ts';
import type { Scope } from '../../scope.ts';
import { isInstanceAdmin } from '../../users/is-instance-admin.ts';
import type { Person } from '../../users/person.ts';
import { plainRegion, type Region, regionOf } from '../format/region.ts';
import { regionUrls } from '../regions/regions-of.ts';
import type { Screens } from '../screens.ts';
import { type Alert, alertsFor } from './alerts.ts';
import { type MenuGroup, type MenuLink, menuOf } from './menu.ts';
import { type Notice, takeNotice } from './notice.ts';
import { readCookie } from './read-cookie.ts';
import { settingsOf } from './settings-menu.ts';

export type Theme = 'light' | 'dark' | 'system';

/** What surrounds every page: templates find it as `@root.page`. */
export interface Page {
  readonly language: string;
  readonly theme: Theme;
  readonly region: Region;
  /** Is only the inside of the page asked for? */
  readonly isFragment: boolean;
  readonly path: string;
  /** Is it built right now? Then it shows changes by itself. */
  readonly isDevelopment: boolean;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly isInstanceAdmin: boolean;
  } | null;
  readonly workspace: { readonly name: string; readonly slug: string; readonly url: string } | null;
  readonly workspaces: readonly {
    readonly name: string;
    readonly url: string;
    readonly isCurrent: boolean;
  }[];
  readonly menu: readonly MenuGroup[];
  readonly settings: readonly MenuLink[];
  readonly isSettings: boolean;
  readonly notice: Notice | null;
  /** Which changes of records it shows already: live updates go on from here. */
  readonly seen: string | null;
  /** What may say nothing to the outside now: all of it, or this workspace. */
  readonly muting: 'instance' | 'workspace' | null;
  /** Why nothing may be changed here now. */
  readonly readOnly: string | null;
  /** What the admin of the instance should know of its plugins. */
  readonly alerts: readonly Alert[];
  /** Where what plugins put into the theme's regions comes from, by region. */
  readonly regions: Readonly<Record<string, string>>;
  /** Null where nothing tells this person anything. */
  readonly bell: Bell | null;
}

export async function pageOf(screens: Screens, request: Request, response: Response): Promise<Page> {
  const { person, scope } = response.locals;
  const isFragment = asksForFragment(request);
  const path = request.originalUrl.split('?')[0] ?? '/';
  const region = regionFor(person, scope);
  const base = {
    language: screens.words().language(region.locale),
    theme: themeOf(request),
    region,
    isFragment,
    path,
    isDevelopment: screens.runtime.config.nodeEnv === 'development',
    person: person
      ? { id: person.id, name: person.name, email: person.email, isInstanceAdmin: isInstanceAdmin(person) }
      : null,
    seen: response.locals.seenChanges ?? null,
    regions: scope ? regionUrls(screens.runtime, scope, path) : {},
    workspace: scope
      ? { name: scope.workspace.name, slug: scope.workspace.slug, url: `/w/${scope.workspace.slug}` }
      : null,
  };
  if (isFragment)
    return {
      ...base,
      workspaces: [],
      menu: [],
      settings: [],
      isSettings: false,
      notice: null,
      muting: null,
      readOnly: null,
      alerts: [],
      bell: null,
    };
  const settings = scope ? settingsOf(scope, screens.translateIn(region.locale), path) : [];
  return {
    ...base,
    workspaces: await workspacesOf(screens, person, scope),
    menu: scope ? menuOf(screens.runtimeIn(region.locale), scope, path) : [],
    settings,
    isSettings: settings.some(({ isCurrent }) => isCurrent),
    notice: takeNotice(request, response),
    readOnly: scope?.workspace.readOnly ?? null,
    muting: person ? await mutingOf(screens.runtime, scope) : null,
    alerts: await alertsFor(screens.runtime, person, screens.translateIn(region.locale)),
    bell: scope ? await bellOf(screens.runtime, scope) : null,
  };
}

async function mutingOf(runtime: Screens['runtime'], scope: Scope | undefined): Promise<Page['muting']> {
  if (await isMuted(runtime)) return 'instance';
  return scope && (await isMuted(runtime, scope.workspace.id)) ? 'workspace' : null;
}

/** htmx asks for the inside, except where it rebuilds a whole page from history. */
export function asksForFragment({ headers }: Request): boolean {
  return headers['hx-request'] === 'true' && headers['hx-history-restore-request'] !== 'true';
}

/** People read in their own way; where nobody is signed in, in the workspace's. */
export function regionFor(person: Person | undefined, scope: Scope | undefined): Region {
  const source = person ?? scope?.workspace;
  return source ? regionOf(source.locale, source.timezone) : plainRegion;
}

export function themeOf(request: Request): Theme {
  const chosen = readCookie(request, 'theme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

async function workspacesOf({ runtime }: Screens, person: Person | undefined, scope: Scope | undefined) {
  if (!person) return [];
  const all = await membershipsOf(runtime, person.id);
  return all.map(({ workspace }) => ({
    name: workspace.name,
    url: `/w/${workspace.slug}`,
    isCurrent: workspace.id === scope?.workspace.id,
  }));
}
