import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { authorise } from '../access/policy.ts';
import { type OpenCtx, openCtx } from '../context/open-ctx.ts';
import { gate } from '../kernel/gate.ts';
import { parseInput } from '../parse-input.ts';
import { findResource } from '../resources/find-resource.ts';
import { mayRead } from '../resources/read/list-target.ts';
import { recordId } from '../resources/read/open-resource.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, InvalidInput, NotFound, type Resource } from '../sdk/index.ts';
import { type CustomField, customKinds } from './custom-field.ts';
import { allCustomFields, customFieldsTopic, forgetCustomFields } from './custom-fields-of.ts';

const permission = 'workspace:manage-fields';
const mostFields = 100;

const choiceValue = z.string().trim().min(1, 'Fill this in.').max(100);
const label = z
  .string('Fill this in.')
  .trim()
  .min(1, 'Fill this in.')
  .max(100, 'Use at most 100 characters.');

const definition = z.strictObject({
  label,
  /** Made from the label when left out. */
  key: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'Use letters and digits, starting with a small letter.')
    .optional(),
  help: z.string().trim().max(300).nullable().default(null),
  kind: z.enum(customKinds, `Choose one of: ${customKinds.join(', ')}.`),
  required: z.boolean().default(false),
  choices: z.array(choiceValue).max(200).default([]),
  target: z.string().max(120).nullable().default(null),
});

const change = z.strictObject({
  label: label.optional(),
  help: z.string().trim().max(300).nullable().optional(),
  required: z.boolean().optional(),
  choices: z.array(choiceValue).min(1, 'Give at least one choice.').max(200).optional(),
  position: z.int().min(0).max(10_000).optional(),
});

/** Add a field to a resource in this workspace; it works everywhere at once. @throws InvalidInput, NotAllowed, Conflict */
export async function addCustomField(
  runtime: Runtime,
  scope: Scope,
  resourceId: string,
  input: unknown,
): Promise<CustomField> {
  const resource = customisable(runtime, scope, resourceId);
  const given = parseInput(definition, input);
  checkKind(runtime, scope, given);
  const key = given.key ?? keyFrom(given.label);
  const known = (await allCustomFields(runtime, scope.workspace.id)).filter(
    (field) => field.resource === resource.id,
  );
  if (known.some((field) => field.key === key)) {
    throw new Conflict(`There is a field ${key} already, perhaps archived. Choose another label or key.`, {
      field: 'label',
    });
  }
  if (known.length >= mostFields)
    throw new Conflict(`A resource takes at most ${mostFields} fields of your own.`);
  const row = { id: newId(), resource: resource.id, key, position: known.length, ...given };
  await changing(runtime, scope, (ctx) => insertField(ctx, row));
  return fieldById(runtime, scope, row.id);
}

/** Change how a field is called, shown or chosen from. Its kind and key stay. @throws InvalidInput, NotFound */
export async function changeCustomField(
  runtime: Runtime,
  scope: Scope,
  id: string,
  input: unknown,
): Promise<CustomField> {
  const field = await ownField(runtime, scope, id);
  const { required, choices, ...rest } = parseInput(change, input);
  const values = {
    ...rest,
    ...(required === undefined ? {} : { is_required: required }),
    ...(choices ? { choices: JSON.stringify(asChoices(choices)) } : {}),
  };
  await changing(runtime, scope, async (ctx) => {
    if (Object.keys(values).length > 0)
      await ctx.unit
        .from('custom_fields')
        .where({ workspace_id: scope.workspace.id, id: field.id })
        .update(values);
  });
  return fieldById(runtime, scope, field.id);
}

/** Put a field away, or bring it back. Values are kept either way. @throws NotFound */
export async function archiveCustomField(
  runtime: Runtime,
  scope: Scope,
  id: string,
  isArchived: boolean,
): Promise<CustomField> {
  const field = await ownField(runtime, scope, id);
  const removedAt = isArchived ? runtime.now().toISOString() : null;
  await changing(runtime, scope, async (ctx) => {
    await ctx.unit
      .from('custom_fields')
      .where({ workspace_id: scope.workspace.id, id: field.id })
      .update({ removed_at: removedAt });
  });
  return fieldById(runtime, scope, field.id);
}

function customisable(runtime: Runtime, scope: Scope, resourceId: string): Resource {
  const resource = findResource(runtime, resourceId);
  gate(scope, resource.plugin);
  if (resource.options.customFields === false) throw new NotFound('This takes no fields of your own.');
  return resource;
}

function checkKind(runtime: Runtime, scope: Scope, given: z.infer<typeof definition>): void {
  const needsChoices = given.kind === 'choice' || given.kind === 'multiChoice';
  if (needsChoices && given.choices.length === 0) {
    throw new InvalidInput([{ path: ['choices'], message: 'Give at least one choice.' }]);
  }
  if (given.kind !== 'relation') return;
  const target = runtime.registry.resources.get(given.target ?? '');
  if (!target || !mayRead(runtime, scope, target)) {
    throw new InvalidInput([{ path: ['target'], message: 'Choose what it points at.' }]);
  }
}

/** `Contract value (EUR)` → `contractValueEur`. */
export function keyFrom(words: string): string {
  const parts = words
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .trim()
    .split(/ +/);
  const joined = parts
    .map((part, index) =>
      index === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(),
    )
    .join('');
  return /^[a-z]/.test(joined) ? joined.slice(0, 60) : `field${joined}`.slice(0, 60);
}

function asChoices(values: readonly string[]): { value: string; label: string }[] {
  return [...new Set(values)].map((value) => ({ value, label: value }));
}

type NewField = z.infer<typeof definition> & {
  readonly id: string;
  readonly resource: string;
  readonly key: string;
  readonly position: number;
};

async function insertField(ctx: OpenCtx, field: NewField): Promise<void> {
  await ctx.unit.from('custom_fields').insert({
    workspace_id: ctx.workspace.id,
    id: field.id,
    resource: field.resource,
    key: field.key,
    label: field.label,
    help: field.help,
    kind: field.kind,
    is_required: field.required,
    choices: JSON.stringify(asChoices(field.choices)),
    target: field.kind === 'relation' ? field.target : null,
    position: field.position,
  });
}

async function changing(
  runtime: Runtime,
  scope: Scope,
  work: (ctx: OpenCtx) => Promise<void>,
): Promise<void> {
  await openCtx(runtime, scope, async (ctx) => {
    authorise(ctx, permission);
    await work(ctx);
  });
  forgetCustomFields(runtime);
  await runtime.broadcast.tell(customFieldsTopic, scope.workspace.id);
}

async function ownField(runtime: Runtime, scope: Scope, id: string): Promise<CustomField> {
  const field = await fieldById(runtime, scope, recordId(id));
  customisable(runtime, scope, field.resource);
  return field;
}

async function fieldById(runtime: Runtime, scope: Scope, id: string): Promise<CustomField> {
  const found = (await allCustomFields(runtime, scope.workspace.id)).find((field) => field.id === id);
  if (!found) throw new NotFound('There is no such field.');
  return found;
}
