import { unreadable } from './web-server-error.ts';

const oddKeys = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 40;
const mostKeys = 100_000;

/** Refuses keys that reach a prototype when objects are merged, and nesting nobody means. @throws InvalidInput */
export function refuseOddJson(value: unknown): void {
  let level: object[] = isObject(value) ? [value] : [];
  let keys = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepest) throw unreadable(`Nest at most ${deepest} levels.`);
    const below: object[] = [];
    for (const one of level) keys += look(one, below);
    if (keys > mostKeys) throw unreadable('Send fewer values at once.');
    level = below;
  }
}

/** @returns how many keys it has; its objects go to `below` */
function look(one: object, below: object[]): number {
  const isList = Array.isArray(one);
  let count = 0;
  for (const [key, value] of Object.entries(one)) {
    if (!isList && oddKeys.has(key)) throw unreadable(`The key ${key} cannot be used.`);
    if (isObject(value)) below.push(value);
    count += 1;
  }
  return count;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
