import { identifier } from '../../db/statement.ts';
import { columnName, type Resource } from '../../sdk/index.ts';

/** What every record carries besides its own fields, in the order the API shows it. */
export const systemFields = ['id', 'version', 'createdAt', 'updatedAt', 'removedAt', 'custom'] as const;

const systemNames = new Set<string>(systemFields);

export function isSystemField(name: string): boolean {
  return systemNames.has(name);
}

/** The quoted column of a field. Only names from the declaration get this far. */
export function columnOf(resource: Resource, field: string): string {
  if (!Object.hasOwn(resource.fields, field) && !isSystemField(field)) {
    throw new Error(`${resource.id} has no field ${field}.`);
  }
  return identifier(columnName(field));
}

export function tableOf(resource: Resource): string {
  return identifier(resource.options.table);
}
