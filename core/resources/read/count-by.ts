import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { runOnce } from '../../db/run-once.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { compileCondition } from '../query/compile-condition.ts';
import type { ListTarget } from '../query/compile-list.ts';
import { searchSql } from '../query/compile-search.ts';
import { countCap, type ListQuery } from '../query/list-query.ts';
import { columnOf, tableOf } from '../shape/columns.ts';
import { listTarget } from './list-target.ts';
import { openResource } from './open-resource.ts';

export interface GroupCount {
  /** The value they share; null for those without one. */
  readonly value: string | null;
  readonly count: number;
  /** Sums of the money field by currency, in minor units. */
  readonly sums: Readonly<Record<string, number>>;
}

/** How many visible records share each value of a field, and what they add up to: the heads of a board. */
export async function countBy(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  field: string,
  query: Pick<ListQuery, 'condition' | 'search'>,
  sum?: string,
): Promise<GroupCount[]> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const target = listTarget(runtime, scope, resource, customFields);
  const text = groupSql(target, field, query, sum);
  const rows = await runOnce(runtime.database, scope.workspace.id, {
    text,
    values: target.parameters.values,
  });
  return merge(
    rows.map(([value, currency, count, total]) => ({
      value: value ?? null,
      currency,
      count: Number(count),
      total: Number(total),
    })),
  );
}

function groupSql(
  target: ListTarget,
  field: string,
  query: Pick<ListQuery, 'condition' | 'search'>,
  sum?: string,
): string {
  const { resource, parameters } = target;
  const group = `t.${columnOf(resource, field)}::text`;
  const currencyField = sum ? resource.fields[sum]?.currencyField : undefined;
  const currency = currencyField ? `t.${columnOf(resource, currencyField)}` : 'null::text';
  const total = sum ? `coalesce(sum(t.${columnOf(resource, sum)}), 0)` : '0';
  const conditions = [
    `t.workspace_id = ${parameters.add(target.workspaceId)}`,
    't.removed_at is null',
    compileCondition(target, query.condition),
    ...(target.visible ? [compileCondition(target, target.visible)] : []),
    ...(query.search ? [searchSql(target, query.search, countCap)] : []),
  ];
  return `select ${group}, ${currency}, count(*), ${total} from ${tableOf(resource)} t where ${conditions.join(' and ')} group by 1, 2`;
}

interface Part {
  readonly value: string | null;
  readonly currency: string | null | undefined;
  readonly count: number;
  readonly total: number;
}

function merge(parts: readonly Part[]): GroupCount[] {
  const groups = new Map<
    string | null,
    { value: string | null; count: number; sums: Record<string, number> }
  >();
  for (const { value, currency, count, total } of parts) {
    const group = groups.get(value) ?? { value, count: 0, sums: {} };
    group.count += count;
    if (currency) group.sums[currency] = (group.sums[currency] ?? 0) + total;
    groups.set(value, group);
  }
  return [...groups.values()];
}
