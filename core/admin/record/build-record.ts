import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Resource } from '../../sdk/index.ts';
import type { Cell } from '../cells/cell.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { cellOf } from '../cells/cell-of.ts';
import { includesFor } from '../cells/include.ts';
import { relationTitles } from '../cells/titles.ts';
import { resourceHead } from '../fields/resource-head.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';
import type { FormAsked } from '../forms/build-form.ts';
import { recordUrl } from '../shell/addresses.ts';
import { actionLinks } from './action-links.ts';
import { factFields, factSections } from './facts.ts';
import { recordPanels } from './panels.ts';
import type { RecordModel } from './record-model.ts';
import { newUrl, type Related, relatedBlock, relatedOf } from './related.ts';
import { timelineOf } from './timeline.ts';

/** Everything the page of a record shows. @throws NotFound */
export async function buildRecord(asked: FormAsked, id: string): Promise<RecordModel> {
  const { runtime, scope, region, translate, resource } = asked;
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const laidOut = factFields(resource, customFields, translate);
  const fields = laidOut.flatMap((section) => section.fields);
  const record = await getRecord(runtime, scope, resource, id, {
    include: includesFor(runtime, scope, fields),
    removed: true,
  });
  const titles = await relationTitles(runtime, scope, fields, [record]);
  const context: CellContext = { runtime, scope, region, titles };
  const url = recordUrl(scope.workspace.slug, resource, id);
  const related = relatedOf(context, resource);
  const [lists, times] = [related.filter((one) => !isTimed(one)), related.filter(isTimed)];
  const [blocks, timeline] = await Promise.all([
    Promise.all(lists.map((one) => relatedBlock(context, translate, one, id, url))),
    timelineOf(context, translate, times, resource, record),
  ]);
  return {
    resource: resourceHead(runtime, scope, resource),
    record: {
      id,
      title: titleOf(resource, record),
      url,
      badges: badges(context, resource, record, fields),
      ...links(asked, record, url),
      actions: actionLinks(context, resource, record),
      ...factSections(context, resource, record, laidOut),
      related: blocks.filter(
        ({ rows, newUrl: add, trouble }) => rows.length > 0 || add !== null || trouble !== null,
      ),
      panels: record.removedAt === null ? recordPanels(asked, resource, id) : [],
      timeline,
      timelineAdds: times.flatMap((one) => timelineAdd(asked, one, id, url)),
      liveAlso: [...new Set(related.map(({ target }) => target.id))].join(' '),
    },
  };
}

function isTimed({ list }: Related): boolean {
  return list.as === 'timeline';
}

/** The choices that say where the record stands. */
function badges(
  context: CellContext,
  { options }: Resource,
  record: RecordJson,
  fields: readonly ScreenField[],
): Cell[] {
  const telling = new Set<string>([...options.list.columns, ...(options.board?.card ?? []), 'status']);
  return fields
    .filter(({ name, custom, field }) => !custom && field.kind === 'choice' && telling.has(name))
    .map((field) => cellOf(context, field, record))
    .filter(({ kind }) => kind !== 'none');
}

function links({ runtime, scope, resource }: FormAsked, record: RecordJson, url: string) {
  const viewer = viewerOf(runtime, scope);
  const isRemoved = record.removedAt !== null;
  const mayUpdate =
    resource.options.update.length > 0 && allows(viewer, resource.options.access.update, record);
  const mayRemove = allows(viewer, resource.options.access.remove, record);
  return {
    isRemoved,
    editUrl: mayUpdate && !isRemoved ? `${url}/edit` : null,
    removeUrl: mayRemove && !isRemoved ? `${url}/removal` : null,
    restoreUrl: mayRemove && isRemoved ? `${url}/restoration` : null,
  };
}

function timelineAdd(
  { runtime, scope, translate }: FormAsked,
  { list, target }: Related,
  id: string,
  url: string,
) {
  const head = resourceHead(runtime, scope, target);
  const href = newUrl(target, head.newUrl, list.field, id, url);
  return href ? [{ label: translate('list.new', { one: head.oneInline }), icon: head.icon, href }] : [];
}
