import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Resource } from '../../sdk/index.ts';
import { customScreenField, type ScreenField, screenFields } from '../fields/screen-field.ts';

/** How many of the workspace's own fields a list shows beside the declared columns. */
const mostCustomColumns = 4;

/** The columns of a list: what the resource declares, then what the workspace added. The title comes first and apart. */
export function columnFields(resource: Resource, customFields: readonly CustomField[]): ScreenField[] {
  const { title, list } = resource.options;
  const isTitle = new Set<string>(title);
  const declared = list.columns.filter((name) => !isTitle.has(name));
  return [
    ...screenFields(resource, customFields, declared),
    ...customFields.slice(0, mostCustomColumns).map(customScreenField),
  ];
}

/** The fields a list's filters may use, in the order they are offered. */
export function filterFields(resource: Resource, customFields: readonly CustomField[]): ScreenField[] {
  return [
    ...screenFields(resource, customFields, [...resource.options.list.filter, 'createdAt']),
    ...customFields.map(customScreenField),
  ];
}
