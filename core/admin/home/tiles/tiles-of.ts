import { allows } from '../../../access/policy.ts';
import { viewerOf } from '../../../context/viewer-of.ts';
import { arrange } from '../../../home-tiles/arrangement.ts';
import { loadArrangement } from '../../../home-tiles/keep-arrangement.ts';
import type { Contributed } from '../../../kernel/contributions/contributed.ts';
import { contributionsIn } from '../../../kernel/gate.ts';
import type { Widget } from '../../../sdk/index.ts';
import type { Asked } from '../../routes/asked.ts';

/** A tile before it is filled: its content comes from `url`, on its own. */
export interface Tile {
  readonly id: string;
  /** Its id on the page. */
  readonly elementId: string;
  readonly title: string;
  readonly icon: string;
  readonly isWide: boolean;
  readonly url: string;
  readonly isHidden: boolean;
}

type SomeWidget = Contributed<Widget>;

/** The widgets of the plugins that are on here, as far as this person may see them, in their order. */
export async function tilesOf(asked: Asked): Promise<Tile[]> {
  const widgets = widgetsFor(asked).map((one) => ({ ...one, id: one.item.id }));
  const arrangement = widgets.length > 0 ? await loadArrangement(asked.runtime, asked.scope) : [];
  return arrange(widgets, arrangement).map(({ tile, isHidden }) => ({ ...tileOf(asked, tile), isHidden }));
}

/** One of them by its id; not there, off and not permitted are one. */
export function widgetFor(asked: Asked, id: string): SomeWidget | undefined {
  return widgetsFor(asked).find(({ item }) => item.id === id);
}

export function tileUrl({ scope }: Asked, id: string): string {
  return `/w/${scope.workspace.slug}/home/tiles/${id}`;
}

function widgetsFor({ runtime, scope }: Asked): SomeWidget[] {
  const viewer = viewerOf(runtime, scope);
  return contributionsIn(runtime.registry, scope, 'widgets')
    .filter(({ item }) => allows(viewer, item.permission))
    .sort((one, other) => (one.item.order ?? 100) - (other.item.order ?? 100));
}

function tileOf(asked: Asked, { item }: SomeWidget): Omit<Tile, 'isHidden'> {
  return {
    id: item.id,
    elementId: `tile-${item.id.replaceAll('.', '-')}`,
    title: item.title,
    icon: item.icon ?? 'layout-dashboard',
    isWide: item.size === 'wide',
    url: tileUrl(asked, item.id),
  };
}
