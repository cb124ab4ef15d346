import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Fields, Resource, ResourceAction } from '../../sdk/index.ts';
import { actionFields } from '../actions/action-fields.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { recordUrl } from '../shell/addresses.ts';
import type { ActionLink } from './record-model.ts';

/** What may be done with a record now, by this person. */
export function actionLinks(
  { runtime, scope }: Pick<CellContext, 'runtime' | 'scope'>,
  resource: Resource,
  record: RecordJson,
): ActionLink[] {
  if (record.removedAt !== null) return [];
  const viewer = viewerOf(runtime, scope);
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  const actions = Object.entries<ResourceAction<Fields>>(resource.options.actions ?? {});
  return actions
    .filter(([, action]) => allows(viewer, action.access, record) && (action.offered?.(record) ?? true))
    .map(([noun, action]) => ({
      label: action.label,
      icon: action.icon ?? null,
      href: `${url}/${noun}`,
      isImmediate: actionFields(action).length === 0,
    }));
}
