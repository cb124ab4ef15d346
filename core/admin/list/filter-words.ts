import type { FieldKind, Operator } from '../../sdk/index.ts';
import type { Translate } from '../translate.ts';

/** How a comparison reads: `is any of`, or `before` where the field is a day. */
export function operatorWords(translate: Translate, operator: Operator, kind: FieldKind): string {
  const isTime = kind === 'day' || kind === 'instant';
  const special = `filter.operator.${isTime ? 'time' : 'plain'}.${operator}`;
  const words = translate(special);
  return words === special ? translate(`filter.operator.${operator}`) : words;
}
