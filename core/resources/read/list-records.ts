import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { runOnce, type TextRow } from '../../db/run-once.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { compileList, listColumns } from '../query/compile-list.ts';
import { type Cursor, encodeCursor } from '../query/cursor.ts';
import { countCap, type ListQuery } from '../query/list-query.ts';
import { parseListQuery as parseParameters, type QueryVocabulary } from '../query/parse-list-query.ts';
import { dayIn } from '../query/relative-day.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { listTarget } from './list-target.ts';
import { openResource } from './open-resource.ts';

export interface PageNote {
  readonly limit: number;
  readonly hasMore: boolean;
  /** Pass it as `after` for the next page. */
  readonly next: string | null;
  readonly total?: number;
  /** There are more than `total`; counting stopped. */
  readonly totalIsCapped?: boolean;
}

export interface RecordPage {
  readonly data: readonly RecordJson[];
  readonly page: PageNote;
}

/** Read a list question from an address, with what this workspace may ask. @throws InvalidInput */
export async function parseListQuery(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  parameters: URLSearchParams,
): Promise<ListQuery> {
  openResource(runtime, scope, resource, resource.options.access.read);
  return parseParameters(await vocabularyOf(runtime, scope, resource), parameters);
}

export async function vocabularyOf(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
): Promise<QueryVocabulary> {
  return {
    resource,
    customFields: await customFieldsOf(runtime, scope.workspace.id, resource.id),
    userId: scope.actor.userId,
    now: runtime.now(),
    get today() {
      return dayIn(scope.workspace.timezone, runtime.now());
    },
  };
}

/** A page as JSON text, straight from PostgreSQL. */
export async function listText(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  query: ListQuery,
): Promise<string> {
  const { records, note } = await readPage(runtime, scope, resource, query);
  return `{"data":[${records}],"page":${JSON.stringify(note)}}`;
}

/** A page as objects, for screens and exports. */
export async function listRecords(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  query: ListQuery,
): Promise<RecordPage> {
  const { records, note } = await readPage(runtime, scope, resource, query);
  return { data: JSON.parse(`[${records}]`) as RecordJson[], page: note };
}

async function readPage(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  query: ListQuery,
): Promise<{ records: string; note: PageNote }> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const target = listTarget(runtime, scope, resource, customFields, query.include);
  const [row] = await runOnce(runtime.database, scope.workspace.id, compileList(target, query));
  if (!row) throw new Error(`${resource.id}: a list answered no row.`);
  return { records: row[listColumns.records] ?? '', note: noteOf(query, row) };
}

function noteOf(query: ListQuery, row: TextRow): PageNote {
  const hasMore = Number(row[listColumns.found] ?? 0) > query.limit;
  const note = { limit: query.limit, hasMore, next: hasMore ? nextCursor(query, row) : null };
  if (query.total === 'none') return note;
  const total = Number(row[listColumns.total]);
  const isCapped = query.total === 'capped' && total > countCap;
  return { ...note, total: isCapped ? countCap : total, totalIsCapped: isCapped };
}

function nextCursor({ sort }: ListQuery, row: TextRow): string {
  const last = JSON.parse(row[listColumns.last] ?? '{}') as RecordJson;
  const value = sort.field.startsWith('custom.') ? last.custom[sort.field.slice(7)] : last[sort.field];
  return encodeCursor({ value: (value ?? null) as Cursor['value'], id: last.id });
}
