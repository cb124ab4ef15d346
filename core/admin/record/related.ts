import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { leftOut } from '../../faults/left-out.ts';
import { everything, newestFirst } from '../../resources/query/list-query.ts';
import { listRecords, type RecordPage } from '../../resources/read/list-records.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import { type RelatedList, type Resource, where } from '../../sdk/index.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { cellOf } from '../cells/cell-of.ts';
import { includesFor } from '../cells/include.ts';
import { resourceHead } from '../fields/resource-head.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';
import { columnFields } from '../list/list-fields.ts';
import { recordUrl, withParameters } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import type { RelatedBlock } from './record-model.ts';

/** Records of another resource that point at this one. */
export interface Related {
  readonly list: RelatedList;
  readonly target: Resource;
}

const mostRows = 6;
const mostFacts = 3;

/** The related lists of a resource that this person may see. */
export function relatedOf(
  { runtime, scope }: Pick<CellContext, 'runtime' | 'scope'>,
  resource: Resource,
): Related[] {
  return (resource.options.related ?? []).flatMap((list) => {
    const target = runtime.registry.resources.get(list.resource().id);
    return target && mayRead(runtime, scope, target) ? [{ list, target }] : [];
  });
}

/** A plugin that fails at its list takes no page of another's with it. */
export function relatedBlock(
  context: CellContext,
  translate: Translate,
  related: Related,
  id: string,
  returnTo: string,
): Promise<RelatedBlock> {
  const instead = troubledBlock(context, related, translate('plugin.part-failed'));
  return leftOut(() => readBlock(context, translate, related, id, returnTo), instead);
}

function troubledBlock({ runtime, scope }: CellContext, { list, target }: Related, trouble: string) {
  const { many, icon } = resourceHead(runtime, scope, target);
  const nothing = { countWords: '', rows: [], allUrl: null, newUrl: null, newWords: '' };
  return { id: target.id, label: list.label ?? many, icon, trouble, ...nothing };
}

async function readBlock(
  context: CellContext,
  translate: Translate,
  { list, target }: Related,
  id: string,
  returnTo: string,
): Promise<RelatedBlock> {
  const { runtime, scope } = context;
  const columns = await factColumns(context, target, list.field);
  const page = await listRecords(runtime, scope, target, {
    ...everything,
    condition: where(list.field, 'is', id),
    sort: target.options.list.order ?? newestFirst,
    limit: mostRows,
    total: 'capped',
    include: includesFor(runtime, scope, columns),
  });
  const head = resourceHead(runtime, scope, target);
  const canFilter = target.options.list.filter.includes(list.field);
  return {
    id: target.id,
    label: list.label ?? head.many,
    icon: head.icon,
    countWords: countWords(page),
    trouble: null,
    rows: page.data.map((record) => ({
      id: record.id,
      href: recordUrl(scope.workspace.slug, target, record.id),
      title: titleOf(target, record),
      cells: columns.map((column) => cellOf(context, column, record)),
    })),
    allUrl:
      canFilter && page.page.hasMore ? withParameters(head.url, { [`filter[${list.field}]`]: id }) : null,
    newUrl: newUrl(target, head.newUrl, list.field, id, returnTo),
    newWords: translate('list.new', { one: head.oneInline }),
  };
}

/** The first columns of its list that say something here. */
async function factColumns(
  { runtime, scope }: CellContext,
  target: Resource,
  field: string,
): Promise<ScreenField[]> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, target.id);
  return columnFields(target, customFields)
    .filter(({ name, field: { kind } }) => name !== field && kind !== 'tags' && kind !== 'longText')
    .slice(0, mostFacts);
}

function countWords({ page: { total = 0, totalIsCapped } }: RecordPage): string {
  if (total === 0) return '';
  return totalIsCapped ? `${total}+` : String(total);
}

/** A form with this record filled in already. */
export function newUrl(
  target: Resource,
  url: string | null,
  field: string,
  id: string,
  returnTo: string,
): string | null {
  const mayBeSet = target.options.create.some((name) => name === field);
  return url && mayBeSet ? withParameters(url, { [field]: id, return: returnTo }) : null;
}
