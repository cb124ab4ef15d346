import { complaint } from '../problem.ts';
import type { Check } from './check.ts';

const name = /^[a-z0-9-]+(\.[a-z][a-z0-9-]*)+$/;

/** The points a plugin opens carry its name in front, each once. */
export const checkExtensionPoints: Check = function* ({ id, points = [] }) {
  const seen = new Set<string>();
  for (const point of points) {
    const isOwn = point.id.startsWith(`${id}.`) && name.test(point.id);
    if (!isOwn) yield complaint(`point ${point.id}`, `Name it "${id}." and kebab-case words.`);
    if (seen.has(point.id)) yield complaint(`point ${point.id}`, 'It stands there twice. Remove one.');
    seen.add(point.id);
  }
};
