import type { FieldKind, Operator } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';

/** A way to compare as the editor offers it; `filled` is `empty` the other way round. */
export type OfferedOperator = Operator | 'filled';

const ordered: readonly OfferedOperator[] = ['between', 'gte', 'lte', 'is', 'empty', 'filled'];
const words: readonly OfferedOperator[] = ['contains', 'is', 'startsWith', 'not', 'empty', 'filled'];
const chosen: readonly OfferedOperator[] = ['in', 'not', 'empty', 'filled'];

const byKind: Readonly<Record<FieldKind, readonly OfferedOperator[]>> = {
  text: words,
  longText: words,
  email: words,
  phone: words,
  url: words,
  integer: ordered,
  number: ordered,
  money: ordered,
  currency: chosen,
  day: ordered,
  instant: ['between', 'gte', 'lte', 'empty', 'filled'],
  checkbox: ['is'],
  choice: chosen,
  tags: ['includes', 'empty', 'filled'],
  reference: ['is', 'not', 'empty', 'filled'],
  user: chosen,
};

/** What the editor offers for a field, the usual one first. */
export function offeredOperators({ field }: ScreenField): readonly OfferedOperator[] {
  return byKind[field.kind];
}

/** How the values of a comparison are entered. */
export type ValueControl = 'none' | 'one' | 'two' | 'several';

export function valueControl(operator: OfferedOperator): ValueControl {
  if (operator === 'empty' || operator === 'filled') return 'none';
  if (operator === 'between') return 'two';
  return operator === 'in' ? 'several' : 'one';
}

/** What an offered comparison means in an address. */
export function asOperator(operator: OfferedOperator): Operator {
  return operator === 'filled' ? 'empty' : operator;
}
