import { z } from 'zod';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, type Resource } from '../../sdk/index.ts';
import { openResource } from '../read/open-resource.ts';
import { problemsOf } from './input-problems.ts';
import { type CheckedInput, checkInput } from './input-schema.ts';

/** Of each kind in one call. */
export const mostInBulk = 200;
const most = mostInBulk;
const ids = z.array(z.uuid('Give the id of a record.')).max(most, `Give at most ${most}.`).optional();
const items = z.array(z.unknown()).max(most, `Give at most ${most}.`).optional();
const shape = z
  .strictObject({ create: items, update: items, remove: ids, restore: ids })
  .refine(
    (given) => Object.values(given).some((list) => list && list.length > 0),
    'Give create, update, remove or restore.',
  );

const bulkKinds = ['create', 'update', 'remove', 'restore'] as const;
export type BulkKind = (typeof bulkKinds)[number];
/** Checked, each kind's items in order. */
export interface BulkPlan {
  /** The kinds that have any. */
  readonly kinds: readonly BulkKind[];
  readonly create: readonly CheckedInput[];
  readonly update: readonly (CheckedInput & { readonly id: string })[];
  readonly remove: readonly string[];
  readonly restore: readonly string[];
}

/** @throws InvalidInput with the problems of all items, NotAllowed when a kind is not theirs to do */
export async function planBulk(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  input: unknown,
): Promise<BulkPlan> {
  openResource(runtime, scope, resource, resource.options.access.read);
  const given = parseInput(shape, input);
  const kinds = bulkKinds.filter((kind) => given[kind]?.length);
  for (const kind of kinds)
    openResource(runtime, scope, resource, resource.options.access[kind === 'restore' ? 'remove' : kind]);
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  return {
    kinds,
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

/** The same problems, each with where its item is. */
export function itemProblems(
  path: readonly (string | number)[],
  error: unknown,
): InvalidInput['problems'][number][] {
  if (error instanceof z.ZodError) return problemsOf(path, error);
  if (!(error instanceof InvalidInput)) throw error;
  return error.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}
