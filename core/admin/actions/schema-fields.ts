import { checkbox, choice } from '../../sdk/fields/choice-fields.ts';
import { decimal, integer } from '../../sdk/fields/number-fields.ts';
import { longText, text } from '../../sdk/fields/text-fields.ts';
import { day, instant } from '../../sdk/fields/time-fields.ts';
import type { Field, Fields } from '../../sdk/index.ts';

/** The part of a JSON Schema that tells what a form asks for. */
export interface DescribedInput {
  readonly type?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly format?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
}

/** The fields of an input, by its schema. */
export function fieldsOfSchema({ properties = {}, required = [] }: DescribedInput): Fields {
  const entries = Object.entries(properties).map(([name, property]) => {
    const plain = typeof property === 'object' && property !== null ? withoutNull(property) : {};
    return [name, fieldFor(plain, required.includes(name))] as const;
  });
  return Object.fromEntries(entries);
}

/** Can each of its values be typed into one field of a form? */
export function isFormable({ properties = {} }: DescribedInput): boolean {
  return Object.values(properties).every((property) => {
    const kinds = kindsOf(withoutNull((property ?? {}) as DescribedInput));
    return kinds.every((kind) => kind !== 'object' && kind !== 'array');
  });
}

function withoutNull(property: DescribedInput): DescribedInput {
  const parts = (property.anyOf ?? []).filter(isSomething);
  return parts.length === 1 && parts[0] ? { ...property, ...parts[0] } : property;
}

function isSomething(part: unknown): part is DescribedInput {
  return typeof part === 'object' && part !== null && (part as DescribedInput).type !== 'null';
}

function kindsOf({ type }: DescribedInput): unknown[] {
  return [type].flat().filter((kind) => kind !== 'null' && kind !== undefined);
}

/** Texts longer than this deserve several lines. */
const longLine = 300;

function fieldFor(described: DescribedInput, isRequired: boolean): Field {
  const { enum: values, format, maxLength, title, description } = described;
  const [kind] = kindsOf(described);
  const options = {
    required: isRequired,
    ...(title && { label: title }),
    ...(description && { help: description }),
  };
  if (values) return choice(values.filter((value) => value !== null).map(String), options);
  if (kind === 'boolean') return checkbox({ default: false });
  if (kind === 'integer') return integer(options);
  if (kind === 'number') return decimal(options);
  if (format === 'date') return day(options);
  if (format === 'date-time') return instant(options);
  return (maxLength ?? 0) > longLine ? longText(options) : text(options);
}
