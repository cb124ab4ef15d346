import { authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { writeRow } from '../csv/write-row.ts';
import { customFieldsOf } from '../custom-fields/custom-fields-of.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import { gate } from '../kernel/gate.ts';
import { includeName } from '../resources/query/compile-include.ts';
import type { ListQuery } from '../resources/query/list-query.ts';
import { listRecords } from '../resources/read/list-records.ts';
import { mayRead } from '../resources/read/list-target.ts';
import type { RecordJson } from '../resources/shape/record-json.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Resource } from '../sdk/index.ts';
import { chooseColumns, type ExportColumn, exportColumns } from './export-columns.ts';
import { valueText } from './value-text.ts';

export interface ExportTerms {
  /** Names of columns, in order; null for all. */
  readonly columns: readonly string[] | null;
  /** Start with a byte order mark, by which spreadsheets know UTF-8. */
  readonly withMark: boolean;
}

const permission = 'workspace:export';
const rowsAtOnce = 500;
const mark = '\uFEFF';

interface Exporting {
  readonly columns: readonly ExportColumn[];
  /** References whose records may be named. */
  readonly include: readonly string[];
  readonly emails: ReadonlyMap<string, string>;
  readonly currency: string;
}

/** A list as CSV text, batch by batch: the same records, in the same order, as the list shows. @throws NotFound, NotAllowed, InvalidInput */
export async function* exportCsv(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  query: ListQuery,
  terms: ExportTerms,
): AsyncGenerator<string> {
  gate(scope, resource.plugin);
  authorise(viewerOf(runtime, scope), permission);
  authorise(viewerOf(runtime, scope), resource.options.access.read);
  const exporting = await prepareExport(runtime, scope, resource, terms);
  yield (terms.withMark ? mark : '') + writeRow(exporting.columns.map(({ label }) => label));
  let after: string | null = null;
  do {
    const page = await listRecords(runtime, scope, resource, {
      ...wholeList(query),
      include: exporting.include,
      after,
    });
    if (page.data.length > 0) yield page.data.map((record) => writeRow(cellsOf(exporting, record))).join('');
    after = page.page.next;
  } while (after !== null && !scope.signal.aborted);
}

function wholeList(query: ListQuery): ListQuery {
  return { ...query, limit: rowsAtOnce, offset: 0, fields: null, total: 'none' };
}

async function prepareExport(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  terms: ExportTerms,
): Promise<Exporting> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const columns = chooseColumns(exportColumns(resource, customFields), terms.columns);
  const include = columns.filter(
    ({ name, field }) => name in resource.fields && isNamed(runtime, scope, field),
  );
  const hasPeople = columns.some(({ field }) => field.kind === 'user');
  return {
    columns,
    include: include.map(({ name }) => name),
    emails: hasPeople ? await emailsIn(runtime, scope) : new Map(),
    currency: scope.workspace.currency,
  };
}

function isNamed(runtime: Runtime, scope: Scope, { kind, target }: ExportColumn['field']): boolean {
  const other = kind === 'reference' && target ? runtime.registry.resources.get(target().id) : undefined;
  return other !== undefined && mayRead(runtime, scope, other);
}

async function emailsIn(runtime: Runtime, scope: Scope): Promise<ReadonlyMap<string, string>> {
  const statement = { text: 'select id, email from workspace_people()', values: [] };
  const people = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<{ id: string; email: string }>(statement),
  );
  return new Map(people.map(({ id, email }) => [id, email]));
}

function cellsOf(exporting: Exporting, record: RecordJson): string[] {
  return exporting.columns.map((column) => cellOf(exporting, column, record));
}

/** People by their address, records by their name: ids say nothing to a reader, and an import finds both. */
function cellOf(exporting: Exporting, { name, field }: ExportColumn, record: RecordJson): string {
  const value = name.startsWith('custom.') ? record.custom[name.slice('custom.'.length)] : record[name];
  if (value === null || value === undefined) return '';
  if (field.kind === 'user') return exporting.emails.get(String(value)) ?? '';
  if (exporting.include.includes(name)) return titleIn(record[includeName(name)]);
  const currency = field.currencyField === undefined ? undefined : record[field.currencyField];
  return valueText(field, value, { currency: typeof currency === 'string' ? currency : exporting.currency });
}

function titleIn(included: unknown): string {
  const isRecord = typeof included === 'object' && included !== null && 'title' in included;
  return isRecord ? String(included.title ?? '') : '';
}
