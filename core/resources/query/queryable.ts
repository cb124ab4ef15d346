import type { CustomField } from '../../custom-fields/custom-field.ts';
import { instant } from '../../sdk/fields/time-fields.ts';
import type { Field, Resource } from '../../sdk/index.ts';

/** A field as filters and sorts see it: the resource's own, the core's, or one the workspace added. */
export interface Queryable {
  readonly name: string;
  readonly field: Field;
  /** Set for a field that the workspace added. */
  readonly custom: CustomField | null;
}

const createdAt = instant({ required: true });

const customPrefix = 'custom.';

/** Find a field by the name a client used; null where no such field exists. */
export function queryable(
  resource: Resource,
  customFields: readonly CustomField[],
  name: string,
): Queryable | null {
  if (name.startsWith(customPrefix)) {
    const custom = customFields.find((one) => one.key === name.slice(customPrefix.length));
    return custom ? { name, field: custom.field, custom } : null;
  }
  if (name === 'createdAt') return { name, field: createdAt, custom: null };
  const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
  return field ? { name, field, custom: null } : null;
}

/** The names a client may filter by. */
export function filterNames(resource: Resource, customFields: readonly CustomField[]): string[] {
  return [...resource.options.list.filter, 'createdAt', ...customNames(customFields)];
}

/** The names a client may sort by. */
export function sortNames(resource: Resource, customFields: readonly CustomField[]): string[] {
  const { sort, order } = resource.options.list;
  const own = new Set(['createdAt', ...sort, ...(order ? [order.field] : [])]);
  return [...own, ...customNames(customFields.filter((one) => one.kind !== 'multiChoice'))];
}

function customNames(customFields: readonly CustomField[]): string[] {
  return customFields.map((one) => customPrefix + one.key);
}
