import { isOn } from '../../kernel/gate.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { MenuEntry } from '../../sdk/index.ts';
import { resourceUrl } from './addresses.ts';

export interface MenuLink {
  readonly label: string;
  readonly icon: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface MenuGroup {
  readonly id: string;
  readonly title: string;
  readonly links: readonly MenuLink[];
}

/** What the plugins that are on here offer, as far as this person may read it. */
export function menuOf(runtime: Runtime, scope: Scope, path: string): MenuGroup[] {
  const groups = runtime.registry.plugins.flatMap(({ id, declaration }) => {
    if (!declaration?.menu || !isOn(scope, id)) return [];
    const links = declaration.menu
      .filter(({ resource }) => mayRead(runtime, scope, resource))
      .map((entry) => linkOf(scope, entry));
    return links.length > 0 ? [{ id, title: declaration.title, links }] : [];
  });
  return markCurrent(groups, path);
}

function linkOf(scope: Scope, { label, icon, resource, view }: MenuEntry): MenuLink {
  const base = resourceUrl(scope.workspace.slug, resource);
  return { label, icon, href: view === 'board' ? `${base}/board` : base, isCurrent: false };
}

/** The longest address that leads to where we are is current, so that a board beside a list marks one. */
function markCurrent(groups: readonly MenuGroup[], path: string): MenuGroup[] {
  const all = groups.flatMap(({ links }) => links.map(({ href }) => href));
  const leading = all.filter((href) => isBelow(path, href)).sort((one, other) => other.length - one.length);
  const current = leading[0] ?? all.find((href) => isBelow(path, href.replace(/\/board$/, '')));
  return groups.map((group) => ({
    ...group,
    links: group.links.map((link) => ({ ...link, isCurrent: link.href === current })),
  }));
}

function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}
