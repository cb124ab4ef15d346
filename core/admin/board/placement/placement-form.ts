import { allows } from '../../../access/policy.ts';
import { viewerOf } from '../../../context/viewer-of.ts';
import type { RecordJson } from '../../../resources/shape/record-json.ts';
import { resourceHead } from '../../fields/resource-head.ts';
import { titleOf } from '../../fields/title.ts';
import { buildFields } from '../../forms/build-form.ts';
import { addressText } from '../../list/list-parameters.ts';
import { recordUrl, withParameters } from '../../shell/addresses.ts';
import type { BoardRequest } from '../board-request.ts';
import { readBoard } from '../read-board.ts';
import type { PlacementModel } from './placement-model.ts';
import type { Refusal } from './refusal.ts';

export interface PlacementShown {
  readonly record: RecordJson;
  /** Empty while it is to be chosen. */
  readonly column: string;
  readonly above: string | null;
  readonly below: string | null;
  readonly refusal: Refusal | null;
}

/** The form that moves a card: where to, or what the new column asks for besides. */
export async function placementForm(asked: BoardRequest, shown: PlacementShown): Promise<PlacementModel> {
  const { runtime, scope, resource, translate } = asked;
  const { record, refusal } = shown;
  const { address, sources } = await readBoard(asked);
  const head = resourceHead(runtime, scope, resource);
  const title = titleOf(resource, record);
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  const target = sources.find(({ value }) => value === shown.column);
  const heading = target
    ? translate('board.move-to-column', { title, column: target.title })
    : translate('board.move-where', { title });
  return {
    ...{ resource: head, title: heading, crumb: title, crumbUrl: url },
    placement: {
      action: withParameters(`${url}/placement`, address.address.parameters),
      boardUrl: addressText(address.address),
      column: target?.value ? { value: target.value, title: target.title } : null,
      columns: sources.map(({ value, title: words, colour }) => ({
        ...{ value: value ?? '', title: words, colour },
        isCurrent: value === record[resource.options.board?.column ?? ''],
      })),
      above: shown.above ?? '',
      below: shown.below ?? '',
      asks: (refusal?.fields ?? []).map(({ name }) => name).join(','),
      fields: refusal ? await fieldsOf(asked, record, refusal) : [],
      problem: refusal?.general ?? null,
      actions: refusal?.general ? actionsOf(asked, record) : [],
    },
  };
}

function fieldsOf(asked: BoardRequest, record: RecordJson, { fields, typed, byField }: Refusal) {
  return buildFields(asked, fields, { typed, was: {}, problems: byField, theirs: {}, record });
}

/** What this record offers to do may be the way to where the card cannot simply be put. */
function actionsOf({ runtime, scope, resource }: BoardRequest, record: RecordJson) {
  const viewer = viewerOf(runtime, scope);
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  return Object.entries(resource.options.actions ?? {})
    .filter(([, { access, offered }]) => allows(viewer, access, record) && (offered?.(record) ?? true))
    .map(([noun, { label, icon }]) => ({ label, icon: icon ?? 'bolt', href: `${url}/${noun}` }));
}
