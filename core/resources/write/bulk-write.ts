import { z } from 'zod';
import { authorise } from '../../access/policy.ts';
import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, NotFound, type Resource } from '../../sdk/index.ts';
import { loadIn } from '../read/load-in.ts';
import { openResource } from '../read/open-resource.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { problemsOf } from './input-problems.ts';
import { type CheckedInput, checkInput } from './input-schema.ts';
import { removeAuthorised, restoreAuthorised } from './remove-record.ts';
import { staleVersion } from './stale-version.ts';
import { createIn, updateIn } from './write-record.ts';

const most = 200;
const ids = z.array(z.uuid('Give the id of a record.')).max(most, `Give at most ${most}.`).optional();
const items = z.array(z.unknown()).max(most, `Give at most ${most}.`).optional();
const shape = z
  .strictObject({ create: items, update: items, remove: ids, restore: ids })
  .refine(
    (given) => Object.values(given).some((list) => list && list.length > 0),
    'Give create, update, remove or restore.',
  );

export type BulkKind = 'create' | 'update' | 'remove' | 'restore';
export type BulkAnswer = Partial<Record<BulkKind, RecordJson[]>>;

/**
 * Up to 200 of each in one transaction: all of it happens or nothing does, and every problem
 * names the item it is about.
 *
 * @throws InvalidInput, NotAllowed, NotFound, Conflict
 */
export async function bulkWrite(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<BulkAnswer> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const parsed = shape.safeParse(input);
  if (!parsed.success) throw new InvalidInput(problemsOf([], parsed.error));
  const kinds = (['create', 'update', 'remove', 'restore'] as const).filter(
    (kind) => parsed.data[kind]?.length,
  );
  for (const kind of kinds)
    openResource(runtime, scope, resource, resource.options.access[kind === 'restore' ? 'remove' : kind]);
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const plan = planOf(resource, customFields, parsed.data);
  return openCtx(runtime, scope, async (ctx) => {
    const answer: BulkAnswer = {};
    for (const kind of kinds) answer[kind] = await runKind(runtime, ctx, resource, plan, kind);
    return answer;
  });
}

interface Plan {
  readonly create: readonly CheckedInput[];
  readonly update: readonly (CheckedInput & { readonly id: string })[];
  readonly remove: readonly string[];
  readonly restore: readonly string[];
}

function planOf(
  resource: Resource,
  customFields: readonly CustomField[],
  given: z.infer<typeof shape>,
): Plan {
  return {
    create: checkEach('create', given.create ?? [], (item) =>
      checkInput(resource, 'create', customFields, item),
    ),
    update: checkEach('update', given.update ?? [], (item) => checkUpdate(resource, customFields, item)),
    remove: given.remove ?? [],
    restore: given.restore ?? [],
  };
}

function checkUpdate(
  resource: Resource,
  customFields: readonly CustomField[],
  item: unknown,
): CheckedInput & { id: string } {
  const { id, ...values } = z.looseObject({ id: z.uuid('Give the id of a record.') }).parse(item);
  return { id, ...checkInput(resource, 'update', customFields, values) };
}

/** Checks every item before anything is written, so that all problems are told at once. */
function checkEach<Checked>(
  kind: BulkKind,
  list: readonly unknown[],
  check: (item: unknown) => Checked,
): Checked[] {
  const problems: InvalidInput['problems'][number][] = [];
  const checked: Checked[] = [];
  for (const [index, item] of list.entries()) {
    try {
      checked.push(check(item));
    } catch (error) {
      problems.push(...itemProblems([kind, index], error));
    }
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return checked;
}

function itemProblems(
  path: readonly (string | number)[],
  error: unknown,
): InvalidInput['problems'][number][] {
  if (error instanceof z.ZodError) return problemsOf(path, error);
  if (!(error instanceof InvalidInput)) throw error;
  return error.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

async function runKind(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  plan: Plan,
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
  return 'id' in item ? changeItem(runtime, ctx, resource, item) : createItem(runtime, ctx, resource, item);
}

function createItem(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  item: CheckedInput,
): Promise<RecordJson> {
  authorise(ctx, resource.options.access.create);
  return createIn(runtime, ctx, resource, item);
}

async function changeItem(
  runtime: Runtime,
  ctx: OpenCtx,
  resource: Resource,
  item: CheckedInput & { id: string },
): Promise<RecordJson> {
  const before = await loadIn(runtime, ctx, resource, item.id, { lock: true });
  authorise(ctx, resource.options.access.update, before);
  if (item.version !== undefined && item.version !== before.version) throw staleVersion(before, item);
  return updateIn(runtime, ctx, resource, before, item);
}
