import type { CustomField } from '../custom-fields/custom-field.ts';
import {
  type Field,
  type FieldProblem,
  humanise,
  InvalidInput,
  instant,
  type Resource,
  text,
} from '../sdk/index.ts';

/** One column of an exported file. */
export interface ExportColumn {
  /** A field's name, `custom.<key>`, or what the core keeps: id, createdAt, updatedAt. */
  readonly name: string;
  readonly label: string;
  readonly field: Field;
}

/** All that can be exported, in the order a person reads it. An import knows these labels again. */
export function exportColumns(resource: Resource, customFields: readonly CustomField[]): ExportColumn[] {
  return [
    { name: 'id', label: 'Record ID', field: text({ max: 36 }) },
    ...Object.entries(resource.fields).map(([name, field]) => ({
      name,
      label: field.label ?? humanise(name),
      field,
    })),
    ...customFields.map(({ key, label, field }) => ({ name: `custom.${key}`, label, field })),
    { name: 'createdAt', label: 'Created at', field: instant() },
    { name: 'updatedAt', label: 'Updated at', field: instant() },
  ];
}

/** The columns a person asked for, in that order; all when none were named. @throws InvalidInput */
export function chooseColumns(all: readonly ExportColumn[], names: readonly string[] | null): ExportColumn[] {
  if (names === null) return [...all];
  const byName = new Map(all.map((column) => [column.name, column]));
  const unknown = names.filter((name) => !byName.has(name));
  if (unknown.length > 0) throw new InvalidInput(unknown.map(noSuchColumn));
  return names.flatMap((name) => byName.get(name) ?? []);
}

function noSuchColumn(name: string): FieldProblem {
  return { path: ['columns'], message: `There is no column ${name}.` };
}
