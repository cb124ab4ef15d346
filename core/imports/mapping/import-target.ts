import type { CustomField } from '../../custom-fields/custom-field.ts';
import { type Field, humanise, type Resource, text } from '../../sdk/index.ts';

/** Something a column may fill. */
export interface ImportTarget {
  /** A field's name, `custom.<key>`, `id`, or `fullName`. */
  readonly name: string;
  readonly label: string;
  readonly field: Field;
  /** Must be filled when records are created. */
  readonly required: boolean;
  readonly group: 'fields' | 'custom' | 'special';
}

/** Both words of a title from one column: address books and some programs keep names whole. */
export const fullName = 'fullName';
/** The record's own id, as exports have it: the surest key for updates. */
export const recordIdTarget = 'id';

const customPrefix = 'custom.';

export function customKey(name: string): string | null {
  return name.startsWith(customPrefix) ? name.slice(customPrefix.length) : null;
}

/** All that columns may fill, in the order a person reads them. */
export function importTargets(resource: Resource, customFields: readonly CustomField[]): ImportTarget[] {
  const { create, update } = resource.options;
  const settable = Object.keys(resource.fields).filter(
    (name) => create.includes(name) || update.includes(name),
  );
  return [
    ...settable.flatMap((name) => ownTarget(resource, name)),
    ...fullNameTarget(resource),
    ...customFields.map(customTarget),
    { name: recordIdTarget, label: 'Record ID', field: text({ max: 36 }), required: false, group: 'special' },
  ];
}

function ownTarget(resource: Resource, name: string): ImportTarget[] {
  const field = resource.fields[name];
  if (!field) return [];
  const required = field.required && field.default === undefined && resource.options.create.includes(name);
  return [{ name, label: field.label ?? humanise(name), field, required, group: 'fields' }];
}

function customTarget(custom: CustomField): ImportTarget {
  const { key, label, field, required } = custom;
  return { name: customPrefix + key, label, field, required, group: 'custom' };
}

/** Where two texts make the title, or a person's names stand apart, one column may hold both. */
export function fullNameParts(resource: Resource): readonly [string, string] | null {
  const [first, last, ...more] = resource.options.title;
  const pairs: (readonly [string, string])[] = [['firstName', 'lastName']];
  if (last && more.length === 0) pairs.unshift([first, last]);
  return pairs.find((pair) => pair.every((name) => isSettableText(resource, name))) ?? null;
}

function isSettableText({ fields, options }: Resource, name: string): boolean {
  return fields[name]?.kind === 'text' && options.create.includes(name);
}

function fullNameTarget(resource: Resource): ImportTarget[] {
  const field = text({ synonyms: ['Name', 'Full name', 'Display name', 'Contact name'] });
  const target = { name: fullName, label: 'Full name', field, required: false, group: 'special' } as const;
  return fullNameParts(resource) ? [target] : [];
}
