import type { CustomField } from '../../custom-fields/custom-field.ts';
import { includeName } from '../../resources/query/compile-include.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { instant } from '../../sdk/fields/time-fields.ts';
import { type Field, humanise, type Resource } from '../../sdk/index.ts';

/** A field as screens see it, whether the resource declares it or the workspace added it. */
export interface ScreenField {
  /** Its name in addresses and forms: `status`, or `custom.budget`. */
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly field: Field;
  readonly custom: CustomField | null;
}

const customPrefix = 'custom.';
const coreFields: Readonly<Record<string, Field>> = {
  createdAt: instant({ label: 'Created' }),
  updatedAt: instant({ label: 'Changed' }),
};

export function customScreenField(custom: CustomField): ScreenField {
  const { key, label, help, field } = custom;
  return { name: customPrefix + key, label, help, field, custom };
}

/** A field by its name, or null where there is none. */
export function screenField(
  resource: Pick<Resource, 'fields'>,
  customFields: readonly CustomField[],
  name: string,
): ScreenField | null {
  if (name.startsWith(customPrefix)) {
    const custom = customFields.find(({ key }) => key === name.slice(customPrefix.length));
    return custom ? customScreenField(custom) : null;
  }
  const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : coreFields[name];
  return field ? ownScreenField(name, field) : null;
}

export function ownScreenField(name: string, field: Field): ScreenField {
  return { name, label: field.label ?? humanise(name), help: field.help ?? null, field, custom: null };
}

/** Those of the names that there are, in order. */
export function screenFields(
  resource: Pick<Resource, 'fields'>,
  customFields: readonly CustomField[],
  names: readonly string[],
): ScreenField[] {
  return names.flatMap((name) => screenField(resource, customFields, name) ?? []);
}

export function valueIn(record: RecordJson, { name, custom }: ScreenField): unknown {
  return custom ? record.custom[custom.key] : record[name];
}

/** What an included reference is called, beside its id. */
export function includedIn(
  record: RecordJson,
  { name, custom }: ScreenField,
): { id: string; title: string } | null {
  if (custom) return null;
  return (record[includeName(name)] ?? null) as { id: string; title: string } | null;
}

/** May the field be left empty? */
export function isNullable({ field }: Pick<ScreenField, 'field'>): boolean {
  return field.schema.safeParse(null).success;
}
