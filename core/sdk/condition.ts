/** How a field is compared. Text compares exactly; `contains` and `startsWith` ignore case. */
export const operators = [
  'is',
  'not',
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'startsWith',
  'empty',
  'includes',
] as const;

/** One of `operators`. */
export type Operator = (typeof operators)[number];

/** A test over a record, as data: what filters, views and row visibility are made of. */
export type Condition =
  | { readonly field: string; readonly operator: Operator; readonly value: unknown }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** One comparison. @example where('ownerId', 'is', ctx.actor.userId) */
export function where(field: string, operator: Operator, value: unknown): Condition {
  return { field, operator, value };
}

/** Every one must hold; an empty list always holds. @example all(where('status', 'is', 'open'), mine) */
export function all(...conditions: readonly Condition[]): Condition {
  return { all: conditions };
}

/** At least one must hold; an empty list never holds. @example any(mine, unowned) */
export function any(...conditions: readonly Condition[]): Condition {
  return { any: conditions };
}
