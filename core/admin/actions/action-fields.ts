import { z } from 'zod';
import { checkbox, choice } from '../../sdk/fields/choice-fields.ts';
import { decimal, integer } from '../../sdk/fields/number-fields.ts';
import { longText, text } from '../../sdk/fields/text-fields.ts';
import { day, instant } from '../../sdk/fields/time-fields.ts';
import type { Field, Fields, ResourceAction } from '../../sdk/index.ts';
import { ownScreenField, type ScreenField } from '../fields/screen-field.ts';

/** What the dialog of an action asks for: its declared form, else what its input's schema tells. */
export function actionFields(action: ResourceAction<Fields>): ScreenField[] {
  const fields = action.form ?? fieldsOfSchema(action.input);
  return Object.entries(fields).map(([name, field]) => ownScreenField(name, field));
}

function fieldsOfSchema(schema: z.ZodType): Fields {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(described.required ?? []);
  const entries = Object.entries(described.properties ?? {}).map(([name, property]) => {
    const plain = typeof property === 'object' ? withoutNull(property) : {};
    return [name, fieldFor(plain, required.has(name))] as const;
  });
  return Object.fromEntries(entries);
}

type Described = z.core.JSONSchema.BaseSchema;

function withoutNull(property: Described): Described {
  const parts = property.anyOf?.filter((part) => typeof part === 'object' && part.type !== 'null');
  const [only] = parts ?? [];
  return parts?.length === 1 && typeof only === 'object' ? only : property;
}

/** Texts longer than this deserve several lines. */
const longLine = 300;

function fieldFor({ type, enum: values, format, maxLength }: Described, isRequired: boolean): Field {
  const options = { required: isRequired };
  if (values) return choice(values.map(String), options);
  if (type === 'boolean') return checkbox({ default: false });
  if (type === 'integer') return integer(options);
  if (type === 'number') return decimal(options);
  if (format === 'date') return day(options);
  if (format === 'date-time') return instant(options);
  return (maxLength ?? 0) > longLine ? longText(options) : text(options);
}
