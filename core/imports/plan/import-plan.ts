import type { CustomField } from '../../custom-fields/custom-field.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import type { ColumnMapping, Otherwise } from '../mapping/column-mapping.ts';
import { type ImportTarget, importTargets } from '../mapping/import-target.ts';
import type { ImportOptions } from '../record/import-options.ts';
import type { ImportRecord } from '../record/import-record.ts';
import type { ReadCell } from '../values/converted.ts';
import type { DecimalMark } from '../values/decimal-mark.ts';
import { readerOf } from '../values/reader-of.ts';

/** A column that fills something, ready to read cells. */
export interface PlannedColumn {
  readonly index: number;
  readonly target: ImportTarget;
  readonly read: ReadCell;
  readonly decimalMark: DecimalMark;
  readonly otherwise: Otherwise;
}

/** How rows of one file become records of one resource. Holds for a whole run. */
export interface ImportPlan {
  readonly resource: Resource;
  readonly customFields: readonly CustomField[];
  readonly options: ImportOptions;
  readonly columns: readonly PlannedColumn[];
  readonly byTarget: ReadonlyMap<string, PlannedColumn>;
  /** The column that says which record a row is about. */
  readonly key: PlannedColumn | null;
  /** The currency of amounts that name none. */
  readonly currency: string;
}

export async function planImport(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  record: ImportRecord,
): Promise<ImportPlan> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const targets = importTargets(resource, customFields);
  const columns = record.mapping.flatMap((mapping, index) => plannedColumn(mapping, index, targets, scope));
  const byTarget = new Map(columns.map((column) => [column.target.name, column]));
  const { options } = record;
  const key = options.key === null ? null : (byTarget.get(options.key) ?? null);
  return { resource, customFields, options, columns, byTarget, key, currency: scope.workspace.currency };
}

function plannedColumn(
  { field, dateOrder, decimalMark, otherwise }: ColumnMapping,
  index: number,
  targets: readonly ImportTarget[],
  { workspace }: Scope,
): PlannedColumn[] {
  const target = targets.find(({ name }) => name === field);
  if (!target) return [];
  const { locale, timezone } = workspace;
  const read = readerOf(target.field, { dateOrder, decimalMark, locale, timezone });
  return [{ index, target, read, decimalMark, otherwise }];
}
