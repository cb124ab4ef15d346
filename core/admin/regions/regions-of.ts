import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Contributed } from '../../kernel/contributions/contributed.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Region } from '../../sdk/index.ts';
import { withParameters } from '../shell/addresses.ts';

/** What plugins that are on here put into the theme's regions, as far as this person may see it, in order. */
export function regionsFor(runtime: Runtime, scope: Scope): Contributed<Region>[] {
  const viewer = viewerOf(runtime, scope);
  return contributionsIn(runtime.registry, scope, 'regions')
    .filter(({ item }) => allows(viewer, item.permission))
    .sort((one, other) => (one.item.order ?? 100) - (other.item.order ?? 100));
}

/** Where each region of this page that holds something is filled from, by its name. */
export function regionUrls(
  runtime: Runtime,
  scope: Scope,
  pagePath: string,
): Readonly<Record<string, string>> {
  const names = new Set(regionsFor(runtime, scope).map(({ item }) => item.region));
  const base = `/w/${scope.workspace.slug}/regions`;
  return Object.fromEntries(
    [...names].map((name) => [name, withParameters(`${base}/${name}`, { at: pagePath })]),
  );
}
