import type { Field, FieldKind } from '../../sdk/index.ts';

const byKind: Readonly<Record<Exclude<FieldKind, 'choice' | 'reference' | 'user'>, unknown>> = {
  text: 'Sample',
  longText: 'Some longer words',
  email: 'sample@example.org',
  phone: '+31 20 123 4567',
  url: 'https://example.org/',
  integer: 1,
  number: 1.5,
  money: 1_000,
  currency: 'EUR',
  day: '2026-05-01',
  instant: '2026-05-01T10:00:00Z',
  checkbox: true,
  tags: ['sample'],
};

const others: readonly unknown[] = ['example.org', 'SAMPLE', '1', 0];

/** A value the field takes; undefined where it depends on other records. */
export function sampleValue(field: Field): unknown {
  if (field.kind === 'choice') return field.choices?.[0]?.value;
  if (field.kind === 'reference' || field.kind === 'user') return undefined;
  return [byKind[field.kind], ...others].find((value) => field.schema.safeParse(value).success);
}
