import type { FigureValue } from './create-metrics.ts';

/** Whoever collects keeps each value of a label as a series of its own for months. */
const mostNames = 200;
const other = 'other';

/**
 * So many values of one label are told by name, those with the largest figures; the rest is one, called "other".
 * However many modules an instance has, what it tells stays small.
 */
export function foldLabels(
  values: readonly FigureValue[],
  label: string,
  join: (one: number, other: number) => number,
  most = mostNames,
): FigureValue[] {
  const named = largest(values, label, most);
  const folded = new Map<string, FigureValue>();
  for (const { value, labels = {} } of values) {
    const isNamed = named.has(labels[label] ?? '');
    const given = isNamed ? labels : { ...labels, plugin: other, [label]: other };
    const key = JSON.stringify(given);
    const there = folded.get(key);
    folded.set(key, { value: there ? join(there.value, value) : value, labels: given });
  }
  return [...folded.values()];
}

function largest(values: readonly FigureValue[], label: string, most: number): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { value, labels = {} } of values) {
    const name = labels[label] ?? '';
    sizes.set(name, Math.max(sizes.get(name) ?? 0, value));
  }
  const ordered = [...sizes].sort(([, one], [, next]) => next - one);
  return new Set(ordered.slice(0, most).map(([name]) => name));
}
