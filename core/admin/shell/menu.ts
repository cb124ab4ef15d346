import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Contributed } from '../../kernel/contributions/contributed.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { MenuEntry } from '../../sdk/index.ts';
import { pageUrl, resourceUrl } from './addresses.ts';

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
  const entries = contributionsIn(runtime.registry, scope, 'menu').filter((one) =>
    mayOpen(runtime, scope, one),
  );
  const groups = runtime.registry.plugins.flatMap(({ id, declaration }) => {
    const links = entries.filter(({ plugin }) => plugin === id).map((one) => linkOf(scope, one));
    return declaration && links.length > 0 ? [{ id, title: declaration.title, links }] : [];
  });
  return markCurrent(groups, path);
}

function mayOpen(runtime: Runtime, scope: Scope, { plugin, item }: Contributed<MenuEntry>): boolean {
  if (item.resource) return mayRead(runtime, scope, item.resource);
  const pages = contributionsIn(runtime.registry, scope, 'pages');
  const page = pages.find((one) => one.plugin === plugin && one.item.path === item.page);
  return page !== undefined && allows(viewerOf(runtime, scope), page.item.permission);
}

function linkOf(scope: Scope, { plugin, item }: Contributed<MenuEntry>): MenuLink {
  const { slug } = scope.workspace;
  const { label, icon } = item;
  if (!item.resource) return { label, icon, href: pageUrl(slug, plugin, item.page), isCurrent: false };
  const base = resourceUrl(slug, item.resource);
  return { label, icon, href: item.view === 'board' ? `${base}/board` : base, isCurrent: false };
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
