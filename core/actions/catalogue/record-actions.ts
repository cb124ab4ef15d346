import { allows, authorise } from '../../access/policy.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { jsonSchema } from '../../json-schema/json-schema.ts';
import type { BulkPlan } from '../../resources/write/bulk-plan.ts';
import type { AccessRule, Fields, Resource, ResourceAction, Viewer } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { usualPerMinute } from '../run/limits.ts';
import { listReads, recordReads } from './record-reads.ts';
import { verbInputSchema, verbOutputSchema } from './record-schemas.ts';
import { type RecordVerb, verbsOf, weightOf } from './record-verbs.ts';
import { type Words, wordsOf, wordsOfNoun } from './record-words.ts';
import { nounPreview, nounWrite, type RecordWrite, recordWrites } from './record-writes.ts';
import { withIdSchema } from './with-id.ts';

/** What a resource can do, each verb and noun as an action of its own accord. */
export function recordActions(resource: Resource): OfferedAction[] {
  const nouns = Object.entries(resource.options.actions ?? {}) as [string, ResourceAction<Fields>][];
  return [
    ...verbsOf(resource).map((verb) => verbAction(resource, verb)),
    ...nouns.map(([noun, action]) => nounAction(resource, noun, action)),
  ];
}

/** What both kinds share: where they belong, what they weigh, whom they take. */
function common(resource: Resource, verb: string, rule: AccessRule<Fields> | null, words: Words) {
  const { effect, risk } = weightOf(resource, verb);
  return {
    ...words,
    id: `${resource.id}.${verb}`,
    plugin: resource.plugin,
    effect,
    risk,
    permission: typeof rule === 'string' ? rule : null,
    secret: [],
    perMinute: risk === 'low' ? null : usualPerMinute,
    resource,
    verb,
    recordRule: typeof rule === 'function' && verb !== 'create' && verb !== 'bulk' ? rule : null,
    weigh: (checked: unknown) =>
      weightOf(resource, verb, verb === 'bulk' ? (checked as BulkPlan).remove.length : undefined),
    outputSchema: (customFields: readonly CustomField[]) =>
      verbOutputSchema(resource, verb, own(customFields, resource)),
  };
}

function verbAction(resource: Resource, verb: RecordVerb): OfferedAction {
  const rule = ruleOf(resource, verb);
  return {
    ...common(resource, verb, rule, wordsOf(resource, verb)),
    idempotent: verb !== 'create' && verb !== 'bulk',
    form: formOf(resource, verb),
    inputSchema: (customFields) => verbInputSchema(resource, verb, own(customFields, resource)),
    authorise: (viewer) => {
      opened(viewer, resource, rule, verb === 'create');
      if (verb === 'bulk') authoriseAnyWrite(viewer, resource);
    },
    ...doing(resource, verb),
  };
}

function nounAction(resource: Resource, noun: string, action: ResourceAction<Fields>): OfferedAction {
  const write = nounWrite(noun, action);
  return {
    ...common(resource, noun, action.access, wordsOfNoun(resource, action)),
    idempotent: false,
    form: action.form ?? null,
    inputSchema: () => withIdSchema(jsonSchema(action.input)),
    authorise: (viewer) => opened(viewer, resource, action.access, false),
    ...(action.preview && { preview: nounPreview(resource, noun, action) }),
    ...writing(resource, write),
  };
}

function doing(resource: Resource, verb: RecordVerb): Pick<OfferedAction, 'check' | 'read' | 'run'> {
  if (verb === 'get') return { ...recordReads(resource), run: neverRun };
  if (verb === 'list' || verb === 'search') return { ...listReads(resource, verb), run: neverRun };
  return writing(resource, recordWrites[verb]);
}

function writing(resource: Resource, { check, run }: RecordWrite): Pick<OfferedAction, 'check' | 'run'> {
  return {
    check: (runtime, scope, input) => check(runtime, scope, resource, input),
    run: (runtime, ctx, checked) => run(runtime, ctx, resource, checked),
  };
}

function neverRun(): Promise<never> {
  return Promise.reject(new Error('A read is read, not run.'));
}

function ruleOf({ options }: Resource, verb: RecordVerb): AccessRule<Fields> {
  const { read, create, update, remove } = options.access;
  const rules = {
    get: read,
    list: read,
    search: read,
    create,
    update,
    placement: update,
    remove,
    restore: remove,
    bulk: read,
  };
  return rules[verb];
}

/** Reading comes first, then the verb's own right; a rule about records waits for the record. */
function opened(
  viewer: Viewer,
  { options }: Resource,
  rule: AccessRule<Fields>,
  withoutRecord: boolean,
): void {
  if (typeof rule === 'string' || withoutRecord) authorise(viewer, rule);
  if (!withoutRecord && typeof options.access.read === 'string') authorise(viewer, options.access.read);
}

/** Many writes at once take the right to at least one kind of them. */
function authoriseAnyWrite(viewer: Viewer, { options }: Resource): void {
  const { create, update, remove } = options.access;
  const rules: readonly AccessRule<Fields>[] = [create, update, remove];
  if (!rules.some((rule) => typeof rule !== 'string' || allows(viewer, rule))) authorise(viewer, update);
}

function formOf({ fields, options }: Resource, verb: RecordVerb): Fields | null {
  if (verb !== 'create' && verb !== 'update') return null;
  const names = new Set<string>(options[verb]);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));
}

function own(customFields: readonly CustomField[], { id }: Resource): CustomField[] {
  return customFields.filter((field) => field.resource === id && !field.isArchived);
}
