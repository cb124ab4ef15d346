import type { TableShape } from './table-shape.ts';

/** The tables in an order in which they can be filled: each after those it points to, as far as that goes. */
export function loadOrder(all: readonly TableShape[]): TableShape[] {
  const ordered: TableShape[] = [];
  let waiting = [...all];
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(({ name }) => name));
    const free = waiting.filter(({ keys }) => !keys.some(({ target }) => missing.has(target)));
    const next = free.length > 0 ? free : waiting.slice(0, 1);
    ordered.push(...next);
    waiting = waiting.filter((table) => !next.includes(table));
  }
  return ordered;
}

export interface LateKey {
  readonly table: string;
  readonly key: string;
}

/** Keys that point to a table filled later, because tables point at each other in a circle; they are checked at the end. */
export function lateKeys(order: readonly TableShape[]): LateKey[] {
  const place = new Map(order.map(({ name }, index) => [name, index]));
  return order.flatMap(({ name, keys }, index) =>
    keys
      .filter(({ target, isDeferrable }) => !isDeferrable && (place.get(target) ?? -1) > index)
      .map((key) => ({ table: name, key: key.name })),
  );
}
