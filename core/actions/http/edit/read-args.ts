import { problemWords } from '../../../admin/forms/build-form.ts';
import { changedFields, readForm } from '../../../admin/forms/read-form.ts';
import { resolveReferences } from '../../../admin/forms/reference-choice.ts';
import { type Typed, textOf } from '../../../admin/forms/typed.ts';
import { type WriteProblems, writeProblems } from '../../../admin/forms/write-problems.ts';
import type { Asked } from '../../../admin/routes/asked.ts';
import { InvalidInput } from '../../../sdk/index.ts';
import { type ArgsForm, isFixed, readingOfArgs } from './args-form.ts';
import { type FlatArgs, flatArgs, isObject, nestedArgs } from './flat-args.ts';

/** What was typed, and the arguments it comes to or what is wrong with it. */
export interface ReadArgs {
  readonly typed: Typed;
  readonly args: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, string>>;
}

/** What was left as it stood is as it was asked for. */
export async function readArgs(asked: Asked, form: ArgsForm, sent: Typed): Promise<ReadArgs> {
  const { typed, problems: lost } = await resolveReferences(asked, form.fields, sent);
  const changed = changedFields(form.fields, typed);
  const read = readForm(changed, typed, readingOfArgs(asked, form.fields, typed, form.args));
  const rest = readRest(asked, form, typed);
  const problems = { ...problemWords(asked.translate, read.problems, lost), ...rest.problems };
  const values = { ...keptOf(form, new Set(changed.map(({ name }) => name))), ...flatArgs(read.input) };
  return { typed, args: nestedArgs({ ...rest.values, ...withoutBlanks(form, values) }), problems };
}

/** Beside its field, or beside the rest where it has none. Null for what no change of the form can mend. */
export function argsProblems(error: unknown, { fields, rest }: ArgsForm): WriteProblems | null {
  if (!rest) return writeProblems(error, fields);
  return writeProblems(error instanceof InvalidInput ? inRest(error, fields, rest.name) : error, [
    ...fields,
    rest,
  ]);
}

function inRest({ problems }: InvalidInput, fields: ArgsForm['fields'], rest: string): InvalidInput {
  const names = new Set(fields.map(({ name }) => name));
  return new InvalidInput(
    problems.map((one) => {
      const name = one.path[0] === 'custom' ? one.path.slice(0, 2).join('.') : String(one.path[0] ?? '');
      if (one.path.length === 0 || names.has(name)) return one;
      return { path: [rest], message: `${one.path.join('.')}: ${one.message}` };
    }),
  );
}

function keptOf({ action, args, fields }: ArgsForm, changed: ReadonlySet<string>): FlatArgs {
  const shown = new Set(fields.map(({ name }) => name));
  const kept = Object.entries(args).filter(([name]) =>
    shown.has(name) ? !changed.has(name) : isFixed(action, name),
  );
  return Object.fromEntries(kept);
}

/** What was emptied is cleared by a change, and left out of anything else. */
function withoutBlanks({ action, args }: ArgsForm, values: FlatArgs): FlatArgs {
  if (action?.verb === 'update' && action.resource) return values;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== null || args[name] === null),
  );
}

function readRest({ translate }: Asked, { rest }: ArgsForm, typed: Typed) {
  const text = rest ? textOf(typed, rest.name).trim() : '';
  if (!rest || text === '') return { values: {}, problems: {} };
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return { values: flatArgs(parsed), problems: {} };
    return { values: {}, problems: { [rest.name]: translate('approvals.args-object') } };
  } catch (error) {
    const reason = (error as Error).message;
    return { values: {}, problems: { [rest.name]: translate('approvals.args-no-json', { reason }) } };
  }
}
