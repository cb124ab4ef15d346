import type { OpenCtx } from '../../context/open-ctx.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput, NotFound, type Resource } from '../../sdk/index.ts';
import type { RecordJson } from '../shape/record-json.ts';
import {
  createAuthorised,
  removeAuthorised,
  restoreAuthorised,
  updateAuthorised,
} from './authorised-writes.ts';
import { type BulkKind, type BulkPlan, itemProblems } from './bulk-plan.ts';
import type { CheckedInput } from './input-schema.ts';

export type BulkAnswer = Partial<Record<BulkKind, RecordJson[]>>;

/** All that was planned, in an open unit of work. */
export async function runBulk(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  plan: BulkPlan,
): Promise<BulkAnswer> {
  const answer: BulkAnswer = {};
  for (const kind of plan.kinds) answer[kind] = await runKind(runtime, ctx, resource, plan, kind);
  return answer;
}

async function runKind(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  plan: BulkPlan,
  kind: BulkKind,
): Promise<RecordJson[]> {
  const written: RecordJson[] = [];
  for (const [index, item] of plan[kind].entries()) {
    written.push(await atItem([kind, index], () => runItem(runtime, ctx, resource, kind, item)));
  }
  return written;
}

/** A problem deep inside still names its item. */
async function atItem<Result>(
  path: readonly (string | number)[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFound) throw new InvalidInput([{ path, message: error.message }]);
    if (error instanceof InvalidInput) throw new InvalidInput(itemProblems(path, error));
    throw error;
  }
}

function runItem(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  kind: BulkKind,
  item: string | CheckedInput | (CheckedInput & { id: string }),
): Promise<RecordJson> {
  if (typeof item === 'string') {
    return kind === 'remove'
      ? removeAuthorised(runtime, ctx, resource, item)
      : restoreAuthorised(runtime, ctx, resource, item);
  }
  return 'id' in item
    ? updateAuthorised(runtime, ctx, resource, item.id, item)
    : createAuthorised(runtime, ctx, resource, item);
}
