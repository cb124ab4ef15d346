import type { FieldKind, Operator } from '../../sdk/index.ts';

const equality: readonly Operator[] = ['is', 'not', 'in', 'empty'];
const ordered: readonly Operator[] = [...equality, 'gt', 'gte', 'lt', 'lte', 'between'];
const words: readonly Operator[] = [...equality, 'contains', 'startsWith'];

interface KindRules {
  readonly operators: readonly Operator[];
  /** The PostgreSQL type a value is compared as. All are types whose comparisons are leakproof. */
  readonly sqlType: string;
}

const rules: Readonly<Record<FieldKind, KindRules>> = {
  text: { operators: words, sqlType: 'text' },
  longText: { operators: words, sqlType: 'text' },
  email: { operators: words, sqlType: 'text' },
  phone: { operators: words, sqlType: 'text' },
  url: { operators: words, sqlType: 'text' },
  integer: { operators: ordered, sqlType: 'integer' },
  number: { operators: ordered, sqlType: 'double precision' },
  money: { operators: ordered, sqlType: 'bigint' },
  currency: { operators: equality, sqlType: 'text' },
  day: { operators: ordered, sqlType: 'date' },
  instant: { operators: ordered, sqlType: 'timestamptz' },
  checkbox: { operators: ['is', 'not', 'empty'], sqlType: 'boolean' },
  choice: { operators: equality, sqlType: 'text' },
  tags: { operators: ['includes', 'empty'], sqlType: 'text[]' },
  reference: { operators: equality, sqlType: 'uuid' },
  user: { operators: equality, sqlType: 'uuid' },
};

/** How a field of this kind may be compared. */
export function operatorsOf(kind: FieldKind): readonly Operator[] {
  return rules[kind].operators;
}

export function sqlTypeOf(kind: FieldKind): string {
  return rules[kind].sqlType;
}
