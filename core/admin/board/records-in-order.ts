import { everything, newestFirst } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Condition, Resource } from '../../sdk/index.ts';

interface InOrder {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly resource: Resource;
  readonly condition: Condition | undefined;
  readonly limit: number;
}

/** The first records of a resource in the order it keeps itself. */
export async function recordsInOrder(asked: InOrder): Promise<readonly RecordJson[]> {
  const { runtime, scope, resource, condition, limit } = asked;
  const query = {
    ...everything,
    sort: resource.options.list.order ?? newestFirst,
    limit,
    ...(condition && { condition }),
  };
  return (await listRecords(runtime, scope, resource, query)).data;
}
