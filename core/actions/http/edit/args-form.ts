import { formableFields } from '../../../admin/actions/action-fields.ts';
import { ownScreenField, type ScreenField } from '../../../admin/fields/screen-field.ts';
import { readingFor } from '../../../admin/forms/currency-of.ts';
import { fieldsOf, formLayout } from '../../../admin/forms/form-layout.ts';
import { startingTexts, suggestedTexts } from '../../../admin/forms/record-text.ts';
import type { Typed } from '../../../admin/forms/typed.ts';
import type { Asked } from '../../../admin/routes/asked.ts';
import { hidden } from '../../../audit/redact.ts';
import { customFieldsOf } from '../../../custom-fields/custom-fields-of.ts';
import { longText } from '../../../sdk/fields/text-fields.ts';
import type { Approval } from '../../approvals/approval.ts';
import { shownArgs } from '../../approvals/decided.ts';
import { allActions } from '../../catalogue/action-catalogue.ts';
import type { OfferedAction } from '../../offered-action.ts';
import { type FlatArgs, flatArgs, nestedArgs } from './flat-args.ts';

/** What the form for other arguments shows: a field for each value that can be typed, and the rest as JSON. */
export interface ArgsForm {
  /** Null when its plugin is gone. */
  readonly action: OfferedAction | null;
  readonly args: FlatArgs;
  readonly fields: readonly ScreenField[];
  /** What no field shows; null where there is no such thing. */
  readonly rest: ScreenField | null;
  /** The arguments as they were asked for, as text. */
  readonly start: Typed;
}

/** Which record it is about, and as of when, is no matter of editing. */
const fixed: ReadonlySet<string> = new Set(['id', 'version']);

export async function argsForm(asked: Asked, approval: Approval): Promise<ArgsForm> {
  const action = allActions(asked.runtime.registry).get(approval.action) ?? null;
  const args = flatArgs(shownArgs(asked.runtime, approval));
  const { fields: all, isWhole } = action
    ? await inputFields(asked, action, args)
    : { fields: [], isWhole: false };
  const fields = all
    .filter((field) => canShow(field, args[field.name]))
    .map((field) => hinted(asked, field, args));
  const names = new Set(fields.map(({ name }) => name));
  const others = Object.entries(args).filter(([name]) => !names.has(name) && !isFixed(action, name));
  const rest = isWhole && others.length === 0 ? null : restField(asked);
  const start = startOf(asked, action, fields, args);
  const text = others.length === 0 ? '' : JSON.stringify(nestedArgs(Object.fromEntries(others)), null, 2);
  return { action, args, fields, rest, start: rest ? { ...start, [rest.name]: text } : start };
}

export function isFixed(action: OfferedAction | null, name: string): boolean {
  return action?.resource !== null && action?.verb !== 'create' && fixed.has(name);
}

export function readingOfArgs(
  { region, scope }: Asked,
  fields: readonly ScreenField[],
  typed: Typed,
  args: FlatArgs,
) {
  const declared = Object.fromEntries(fields.map(({ name, field }) => [name, field]));
  return readingFor({ fields: declared }, region, scope.workspace.currency, { typed, record: args });
}

/** Fields, and whether they show all that it takes. Of a change those that it changes: the others are not empty. */
async function inputFields({ runtime, scope }: Asked, action: OfferedAction, args: FlatArgs) {
  const { resource, verb } = action;
  if (!resource || (verb !== 'create' && verb !== 'update')) return formableFields(action);
  const own = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const fields = fieldsOf(formLayout(resource, own, verb));
  return { fields: verb === 'create' ? fields : fields.filter(({ name }) => name in args), isWhole: true };
}

/** Lists and objects have no field of their own, nor has a hidden value that is no text. */
function canShow({ field: { kind } }: ScreenField, value: unknown): boolean {
  if (value === hidden) return kind === 'text' || kind === 'longText';
  return typeof value !== 'object' || value === null || kind === 'tags';
}

function hinted({ translate }: Asked, field: ScreenField, args: FlatArgs): ScreenField {
  return args[field.name] === hidden ? { ...field, help: translate('approvals.args-hint') } : field;
}

function restField({ translate }: Asked): ScreenField {
  const words = { label: translate('approvals.rest'), help: translate('approvals.args-hint') };
  return ownScreenField('form.rest', longText(words));
}

/** A change starts from what it changes, everything else from what would be there without a word. */
function startOf(
  asked: Asked,
  action: OfferedAction | null,
  fields: readonly ScreenField[],
  args: FlatArgs,
): Typed {
  const readingOf = readingOfArgs(asked, fields, {}, args);
  const empty = fields.filter(({ name }) => args[name] === null).map(({ name }) => [name, ''] as const);
  const given = { ...Object.fromEntries(empty), ...suggestedTexts(fields, args, readingOf) };
  return action?.verb === 'update' ? given : startingTexts(fields, given, readingOf);
}
