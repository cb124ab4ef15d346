import type { Registry } from '../kernel/registry.ts';
import { corePoints } from '../sdk/index.ts';

/** Extensions that nobody will ever read, as sentences: to be said once, at the start. */
export function unknownPoints({ plugins, contributions }: Registry): string[] {
  const declared = plugins.flatMap(({ declaration }) => declaration?.points ?? []);
  const known = new Set([...corePoints, ...declared].map(({ id }) => id));
  return contributions.extensions
    .filter(({ item }) => !known.has(item.point))
    .map(({ plugin, item }) => `Plugin "${plugin}" adds at ${item.point}, which nothing here opens.`);
}
