import { z } from 'zod';

interface Described {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly minItems?: number;
  readonly anyOf?: readonly Described[];
}

/** A payload the schema takes in which every id is this one; undefined where none could be made up. */
export function sampleMessage(schema: z.ZodType, id: string): unknown {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
  const sample = valueFor(described, id);
  return schema.safeParse(sample).success ? sample : undefined;
}

/** Values every schema for messages ought to refuse, each in words. */
export const noMessages: readonly (readonly [words: string, value: unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['text', 'nonsense'],
  ['a list', [[], {}]],
  ['an empty object', {}],
  ['unknown keys', { nonsense: 1 }],
];

function valueFor({ anyOf, ...described }: Described, id: string): unknown {
  if (anyOf?.[0]) return valueFor(anyOf[0], id);
  if (described.const !== undefined) return described.const;
  if (described.enum) return described.enum[0];
  const type = [described.type].flat()[0];
  if (type === 'object') return objectFor(described, id);
  if (type === 'array') return (described.minItems ?? 0) > 0 ? [valueFor(described.items ?? {}, id)] : [];
  return plain(type, described.format, id);
}

function objectFor({ properties = {} }: Described, id: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueFor(one, id)]));
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-05-01',
  'date-time': '2026-05-01T10:00:00Z',
  email: 'sample@example.org',
  uri: 'https://example.org/',
};

function plain(type: string | undefined, format: string | undefined, id: string): unknown {
  if (type === 'string') return format === 'uuid' ? id : (formats[format ?? ''] ?? 'Sample');
  if (type === 'integer' || type === 'number') return 1;
  return type === 'boolean' ? true : null;
}
