import { hash } from 'node:crypto';

/** The same for the same values, however their keys are ordered. */
export function argsHash(action: string, args: unknown): string {
  return hash('sha256', `${action}\n${JSON.stringify(inOrder(args ?? null))}`, 'hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, inOrder(one)]));
}
