import type { Schema } from '../../../json-schema/json-schema.ts';

/** A record's id as it looks, for examples. */
export const sampleId = '0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b47';

const byFormat: Readonly<Record<string, unknown>> = {
  uuid: sampleId,
  email: 'ada@example.org',
  uri: 'https://example.org',
  date: '2026-11-30',
  'date-time': '2026-11-30T09:30:00Z',
};

/** A value that the schema would take, for a reader's eye. */
export function sampleValue(name: string, schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const known = byFormat[String(schema.format)];
  return known ?? byType(name, schema, typeOf(schema));
}

function byType(name: string, schema: Schema, type: string): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? 0), name.endsWith('Minor') ? 125_000 : 10);
    case 'boolean':
      return true;
    case 'array':
      return [sampleValue(name, (schema.items ?? {}) as Schema)];
    case 'object':
      return sampleObject(schema);
    default:
      return sampleText(name);
  }
}

function sampleText(name: string): string {
  if (/phone|mobile/i.test(name)) return '+31 20 123 4567';
  if (/first.?name/i.test(name)) return 'Ada';
  if (/last.?name/i.test(name)) return 'Lovelace';
  return 'Example';
}

/** What must be given, and the first few of what may. */
export function sampleObject(schema: Schema, most = 4): Record<string, unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const offered = properties.filter(([name]) => !required.has(name) && isPlain(name));
  const optional = new Set(offered.slice(0, Math.max(0, most - required.size)).map(([name]) => name));
  return Object.fromEntries(
    properties
      .filter(([name]) => required.has(name) || optional.has(name))
      .map(([name, value]) => [name, sampleValue(name, value)]),
  );
}

/** References would need ids of real records, and `custom` differs from workspace to workspace. */
function isPlain(name: string): boolean {
  return !name.endsWith('Id') && name !== 'custom' && name !== 'version';
}

/** `string`, also where null is taken too. */
export function typeOf({ type }: Schema): string {
  const types = Array.isArray(type) ? type.filter((one) => one !== 'null') : [type];
  return typeof types[0] === 'string' ? types[0] : 'any';
}
