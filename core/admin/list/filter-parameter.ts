import { type FieldKind, type Operator, operators } from '../../sdk/index.ts';

/** One comparison as it stands in a list's address. */
export interface FilterParameter {
  readonly parameter: string;
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

const shape = /^filter\[([A-Za-z0-9_.-]{1,80})\](?:\[([A-Za-z]{1,20})\])?$/;

/** The comparisons in an address, in their order. `kindOf` knows the fields. */
export function filtersIn(
  parameters: URLSearchParams,
  kindOf: (field: string) => FieldKind | null,
): FilterParameter[] {
  return [...parameters].flatMap(([parameter, value]) => {
    const [, field, written] = shape.exec(parameter) ?? [];
    const kind = field ? kindOf(field) : null;
    if (!field || !kind) return [];
    const operator = operators.find((one) => one === (written ?? defaultOperator(kind)));
    return operator ? [{ parameter, field, operator, value }] : [];
  });
}

/** What a comparison without an operator means. */
export function defaultOperator(kind: FieldKind): Operator {
  return kind === 'tags' ? 'includes' : 'is';
}

/** How a comparison is written in an address. */
export function parameterName(field: string, operator: Operator, kind: FieldKind): string {
  return operator === defaultOperator(kind) ? `filter[${field}]` : `filter[${field}][${operator}]`;
}
