import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Contributed } from '../../kernel/contributions/contributed.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import type { Panel, Resource } from '../../sdk/index.ts';
import type { Asked } from '../routes/asked.ts';
import { recordUrl } from '../shell/addresses.ts';

/** A panel before it is filled: its content comes from `url`, on its own. */
export interface RecordPanel {
  readonly id: string;
  /** Its id on the page. */
  readonly elementId: string;
  readonly title: string;
  readonly icon: string | null;
  readonly url: string;
}

type Asking = Pick<Asked, 'runtime' | 'scope'>;

/** What plugins that are on here add to the records of a resource, as far as this person may see it, in order. */
export function panelsFor({ runtime, scope }: Asking, resource: Resource): Contributed<Panel>[] {
  const viewer = viewerOf(runtime, scope);
  return contributionsIn(runtime.registry, scope, 'panels')
    .filter(({ item }) => item.on.id === resource.id && allows(viewer, item.permission))
    .sort((one, other) => (one.item.order ?? 100) - (other.item.order ?? 100));
}

export function recordPanels(asked: Asking, resource: Resource, recordId: string): RecordPanel[] {
  return panelsFor(asked, resource).map(({ item }) => ({
    id: item.id,
    elementId: `panel-${item.id.replaceAll('.', '-')}`,
    title: item.title,
    icon: item.icon ?? null,
    url: panelUrl(asked, resource, recordId, item.id),
  }));
}

export function panelUrl({ scope }: Asking, resource: Resource, recordId: string, id: string): string {
  return `${recordUrl(scope.workspace.slug, resource, recordId)}/panels/${id}`;
}
