import type { Field } from '../../sdk/index.ts';

const megabyte = 'x'.repeat(1_000_000);

/** What no scalar field may take; each is tried on each field. */
const wrong: readonly [string, unknown][] = [
  ['an object', {}],
  ['an operator object', { gt: '' }],
  ['a list of lists', [[]]],
  ['a megabyte of text', megabyte],
  ['a text with a null character', 'a\u0000b'],
];

/** Values that this field must refuse, with words for the report. */
export function badValues(field: Field): readonly (readonly [string, unknown])[] {
  const values: (readonly [string, unknown])[] = [...wrong];
  if (field.required || field.default !== undefined) values.push(['null', null]);
  if (field.kind !== 'checkbox') values.push(['a boolean', true]);
  if (!['integer', 'number', 'money'].includes(field.kind)) values.push(['a number', 12.5]);
  if (!['text', 'longText'].includes(field.kind)) values.push(['other text', 'certainly not this']);
  if (['reference', 'user'].includes(field.kind))
    values.push(['an id of nothing', '018f0000-0000-7000-8000-00000000dead']);
  if (['integer', 'money'].includes(field.kind))
    values.push(['a number beyond all bounds', 1e300], ['a fraction', 0.5]);
  return values;
}
