import type { CustomField } from '../../custom-fields/custom-field.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { type ListQuery, newestFirst } from '../../resources/query/list-query.ts';
import { sortNames } from '../../resources/query/queryable.ts';
import { listRecords, parseListQuery, type RecordPage } from '../../resources/read/list-records.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { cellOf } from '../cells/cell-of.ts';
import { includesFor } from '../cells/include.ts';
import { relationTitles } from '../cells/titles.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { ownScreenField, type ScreenField } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';
import type { Region } from '../format/region.ts';
import { recordUrl } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import { editorHref, filterChips } from './filter-chips.ts';
import { isNumberKind, kindIcon } from './kind-icon.ts';
import { columnFields, filterFields } from './list-fields.ts';
import type { ListColumn, ListModel, ListRow, SortLink } from './list-model.ts';
import { addressText, fromStart, isNarrowed, type ListAddress, withParameter } from './list-parameters.ts';
import { stateOf } from './state-of.ts';

export interface ListRequest {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly region: Region;
  readonly translate: Translate;
  readonly resource: Resource;
  readonly address: ListAddress;
}

/** Everything a list shows. @throws InvalidInput where the address asks what cannot be asked */
export async function buildList(asked: ListRequest): Promise<ListModel> {
  const { runtime, scope, resource, address } = asked;
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const columns = columnFields(resource, customFields);
  const query = await listQuery(asked, columns);
  const [page, chips] = await Promise.all([
    listRecords(runtime, scope, resource, query),
    filterChips(asked, filterFields(resource, customFields), address),
  ]);
  const head = resourceHead(runtime, scope, resource);
  const start = fromStart(address);
  const isTrash = query.removed;
  return {
    resource: head,
    list: {
      href: addressText(start),
      ...columnModels(asked, customFields, columns, query),
      rows: await rowsOf(asked, columns, page),
      moreHref: page.page.next ? moreHref(start, page.page.next) : null,
      countWords: countWords(asked, page),
      search: query.search ?? '',
      sort: start.parameters.get('sort') ?? '',
      chips,
      offers: filterFields(resource, customFields).map(({ name, label, field }) => ({
        ...{ label, icon: kindIcon(field.kind), href: editorHref(start, name, null) },
      })),
      kept: [...start.parameters].filter(([name]) => name !== 'q').map(([name, value]) => ({ name, value })),
      clearHref: clearHref(start),
      isTrash,
      trashHref: addressText(
        withParameter({ ...start, parameters: new URLSearchParams() }, 'removed', isTrash ? null : 'true'),
      ),
      liveHref: addressText(start),
      boardHref: head.boardUrl ? addressText({ path: head.boardUrl, parameters: start.parameters }) : null,
      exportHref: head.exportUrl ? addressText({ path: head.exportUrl, parameters: start.parameters }) : null,
      bulkAction: head.canRemove ? `${head.url}/${isTrash ? 'bulk-restoration' : 'bulk-removal'}` : null,
      isEmpty: page.data.length === 0,
      isNarrowed: isNarrowed(start),
      columnCount: columns.length + (head.canRemove ? 2 : 1),
    },
  };
}

async function listQuery(asked: ListRequest, columns: readonly ScreenField[]): Promise<ListQuery> {
  const { runtime, scope, resource, address } = asked;
  const query = await parseListQuery(runtime, scope, resource, address.parameters);
  const isFirst = query.after === null && query.offset === 0;
  return {
    ...query,
    fields: null,
    include: includesFor(runtime, scope, columns),
    total: isFirst ? 'capped' : 'none',
  };
}

async function rowsOf(
  asked: ListRequest,
  columns: readonly ScreenField[],
  { data }: RecordPage,
): Promise<ListRow[]> {
  const { runtime, scope, region, resource } = asked;
  const titles = await relationTitles(runtime, scope, columns, data);
  const context: CellContext = { runtime, scope, region, titles };
  return data.map((record) => {
    const title = titleOf(resource, record);
    const cells = columns.map((column) => ({
      label: column.label,
      isNumber: isNumberKind(column.field.kind),
      cell: cellOf(context, column, record),
    }));
    const href = recordUrl(scope.workspace.slug, resource, record.id);
    return { id: record.id, href, title, cells, state: stateOf([title, cells]) };
  });
}

function columnModels(
  asked: ListRequest,
  customFields: readonly CustomField[],
  columns: readonly ScreenField[],
  { sort }: ListQuery,
): Pick<ListModel['list'], 'columns' | 'titleColumn' | 'sorts'> {
  const { resource, translate } = asked;
  const sortable = sortNames(resource, customFields);
  const model = (field: ScreenField): ListColumn => ({
    name: field.name,
    label: field.label,
    isNumber: isNumberKind(field.field.kind),
    sort: sortable.includes(field.name) ? sortLink(asked, sort, field.name) : null,
  });
  const [first] = resource.options.title;
  const titleField = resource.fields[first];
  if (!titleField) throw new Error(`${resource.id} has no field ${first}.`);
  const titleColumn = model(ownScreenField(first, titleField));
  const models = columns.map(model);
  const created = { label: translate('list.newest'), ...sortLink(asked, sort, 'createdAt') };
  return { columns: models, titleColumn, sorts: sortOffers(titleColumn, models, created, sort) };
}

function sortOffers(
  title: ListColumn,
  columns: readonly ListColumn[],
  created: { label: string; href: string },
  sort: ListQuery['sort'],
): ListModel['list']['sorts'] {
  const offers = [title, ...columns].flatMap(({ label, name, sort: link }) =>
    link && name !== 'createdAt' ? [{ label, href: link.href, isCurrent: link.direction !== null }] : [],
  );
  return [{ label: created.label, href: created.href, isCurrent: sort.field === 'createdAt' }, ...offers];
}

/** Once sorts upwards, again downwards; the order a list has by itself needs no parameter. */
function sortLink({ address, resource }: ListRequest, sort: ListQuery['sort'], name: string): SortLink {
  const direction = sort.field === name ? sort.direction : null;
  const next = direction === 'asc' || (direction === null && name === newestFirst.field) ? `-${name}` : name;
  const own = resource.options.list.order ?? newestFirst;
  const isOwn = next === (own.direction === 'desc' ? `-${own.field}` : own.field);
  return { direction, href: addressText(withParameter(address, 'sort', isOwn ? null : next)) };
}

function moreHref({ path, parameters }: ListAddress, after: string): string {
  return addressText({ path, parameters: new URLSearchParams([...parameters, ['after', after]]) });
}

function clearHref({ path, parameters }: ListAddress): string {
  const kept = [...parameters].filter(([name]) => name === 'sort' || name === 'removed');
  return addressText({ path, parameters: new URLSearchParams(kept) });
}

function countWords({ translate }: ListRequest, { page }: RecordPage): string {
  if (page.total === undefined) return '';
  return translate(page.totalIsCapped ? 'list.count-capped' : 'list.count', { count: page.total });
}
