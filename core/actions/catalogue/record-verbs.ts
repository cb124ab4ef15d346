import type { ActionEffect, ActionRisk, Resource, ResourceAction } from '../../sdk/index.ts';
import type { Weight } from '../offered-action.ts';

/** What every resource can do of its own accord; nouns come besides. */
export const recordVerbs = [
  'get',
  'list',
  'search',
  'create',
  'update',
  'remove',
  'restore',
  'bulk',
  'placement',
] as const;

export type RecordVerb = (typeof recordVerbs)[number];

const weights: Readonly<Record<RecordVerb, readonly [ActionEffect, ActionRisk]>> = {
  get: ['read', 'low'],
  list: ['read', 'low'],
  search: ['read', 'low'],
  create: ['write', 'low'],
  update: ['write', 'low'],
  placement: ['write', 'low'],
  restore: ['write', 'low'],
  remove: ['remove', 'medium'],
  bulk: ['write', 'medium'],
};

/** What a verb or noun of a resource weighs. */
export function weightOf(resource: Resource, verb: string, removes = verb === 'remove' ? 1 : 0): Weight {
  const declared = resource.options.actions?.[verb] as ResourceAction<never> | undefined;
  const [effect, risk] = declared
    ? [declared.effect ?? 'write', declared.risk ?? 'medium']
    : (weights[verb as RecordVerb] ?? ['write', 'medium']);
  return { effect: verb === 'bulk' && removes > 0 ? 'remove' : effect, risk, removes };
}

/** The verbs this resource has: what nobody may ever do is not offered. */
export function verbsOf({ options }: Resource): RecordVerb[] {
  const isCreatable = options.create.length > 0;
  const isChangeable = options.update.length > 0;
  // Records that nobody makes or changes by hand are a history; a rule that decides then keeps them all.
  const isHistory = !isCreatable && !isChangeable && typeof options.access.remove !== 'string';
  const missing = new Set<RecordVerb>([
    ...(options.list.search ? [] : (['search'] as const)),
    ...(isCreatable ? [] : (['create'] as const)),
    ...(isChangeable ? [] : (['update'] as const)),
    ...(isHistory ? (['remove', 'restore', 'bulk'] as const) : []),
    ...(options.board && isChangeable ? [] : (['placement'] as const)),
  ]);
  return recordVerbs.filter((verb) => !missing.has(verb));
}
