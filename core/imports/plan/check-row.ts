import { allows } from '../../access/policy.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { checkInput } from '../../resources/write/input-schema.ts';
import { checkRules } from '../../resources/write/rules.ts';
import type { Change } from '../../resources/write/write-record.ts';
import { type FieldProblem, humanise, InvalidInput } from '../../sdk/index.ts';
import { fullName, fullNameParts } from '../mapping/import-target.ts';
import type { ImportPlan, PlannedColumn } from './import-plan.ts';
import { type RowProblem, wholeRow } from './row-problem.ts';

export interface RowInput {
  readonly values: Record<string, unknown>;
  readonly custom: Record<string, unknown>;
}

export type Checked = { readonly change: Change } | { readonly problems: readonly RowProblem[] };

/** Hold a row to the same schemas, rules and policy as any other write. */
export function checkRow(
  plan: ImportPlan,
  ctx: OpenCtx,
  input: RowInput,
  before: RecordJson | null,
  cells: readonly string[],
): Checked {
  const first = attempt(plan, ctx, input, before);
  if ('change' in first) return first;
  const forgiven = first.problems.filter((problem) => columnOf(plan, problem)?.otherwise === 'empty');
  const second = forgiven.length > 0 ? attempt(plan, ctx, without(input, forgiven), before) : first;
  if ('change' in second) return second;
  return { problems: second.problems.map((problem) => rowProblem(plan, problem, cells)) };
}

type Attempt = { readonly change: Change } | { readonly problems: readonly FieldProblem[] };

function attempt(
  plan: ImportPlan,
  ctx: OpenCtx,
  { values, custom }: RowInput,
  before: RecordJson | null,
): Attempt {
  const { resource, customFields } = plan;
  const kind = before ? 'update' : 'create';
  const given = Object.keys(custom).length > 0 ? { ...values, custom } : values;
  try {
    const checked = checkInput(resource, kind, customFields, given);
    // What fills values in comes before the rules about them; `screenRows` does both.
    if (!resource.options.prepare) checkRules(resource, checked.values, before);
    if (!allows(ctx, resource.options.access[kind], before ?? undefined)) {
      return { problems: [{ path: [], message: `You may not ${kind} this record.` }] };
    }
    return { change: checked };
  } catch (error) {
    if (error instanceof InvalidInput) return { problems: error.problems };
    throw error;
  }
}

function without({ values, custom }: RowInput, problems: readonly FieldProblem[]): RowInput {
  const own = new Set(problems.map(({ path }) => path[0]));
  const keys = new Set(problems.filter(({ path }) => path[0] === 'custom').map(({ path }) => path[1]));
  const keep = (set: ReadonlySet<unknown>, from: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => !set.has(name)));
  return { values: keep(own, values), custom: keep(keys, custom) };
}

/** The column that filled the field a problem is about. */
function columnOf(plan: ImportPlan, { path }: FieldProblem): PlannedColumn | undefined {
  const [field, key] = path;
  const name = field === 'custom' ? `custom.${String(key)}` : String(field);
  const isPart = fullNameParts(plan.resource)?.includes(name) ?? false;
  return plan.byTarget.get(name) ?? (isPart ? plan.byTarget.get(fullName) : undefined);
}

function rowProblem(plan: ImportPlan, problem: FieldProblem, cells: readonly string[]): RowProblem {
  const column = columnOf(plan, problem);
  if (column)
    return { field: column.target.label, message: problem.message, value: cells[column.index] ?? '' };
  const field = problem.path[0];
  return field === undefined
    ? wholeRow(problem.message)
    : { field: labelOf(plan, problem), message: problem.message, value: '' };
}

function labelOf({ resource, customFields }: ImportPlan, { path }: FieldProblem): string {
  const [field, key] = path;
  const custom = customFields.find((one) => field === 'custom' && one.key === key);
  return custom?.label ?? resource.fields[String(field)]?.label ?? humanise(String(field));
}
