import { leftOut } from '../../faults/left-out.ts';
import { everything } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Resource, where } from '../../sdk/index.ts';
import { type ScreenField, valueIn } from '../fields/screen-field.ts';
import { titleOf } from '../fields/title.ts';

/** Titles of the records that the workspace's own relation fields point at: one question for each field. */
export async function relationTitles(
  runtime: Runtime,
  scope: Scope,
  fields: readonly ScreenField[],
  records: readonly RecordJson[],
): Promise<ReadonlyMap<string, string>> {
  const relations = fields.filter((field) => field.custom?.kind === 'relation');
  const found = await Promise.all(
    relations.map((field) => titlesOf(runtime, scope, field, idsIn(field, records))),
  );
  return new Map(found.flat());
}

function idsIn(field: ScreenField, records: readonly RecordJson[]): string[] {
  const ids = records.map((record) => valueIn(record, field)).filter((id) => typeof id === 'string');
  return [...new Set(ids)].slice(0, 200);
}

async function titlesOf(
  runtime: Runtime,
  scope: Scope,
  { custom }: ScreenField,
  ids: readonly string[],
): Promise<(readonly [string, string])[]> {
  const target = runtime.registry.resources.get(custom?.target ?? '');
  if (!target || ids.length === 0 || !mayRead(runtime, scope, target)) return [];
  return leftOut(() => titlesById(runtime, scope, target, ids), []);
}

/** What records are called, by their id; those that may not be seen are left out. */
export async function titlesById(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  ids: readonly string[],
): Promise<(readonly [string, string])[]> {
  const query = {
    ...everything,
    condition: where('id', 'in', ids),
    fields: resource.options.title,
    limit: ids.length,
  };
  const { data } = await listRecords(runtime, scope, resource, query);
  return data.map((record) => [record.id, titleOf(resource, record)] as const);
}
