import type { PluginCall } from './call-plugin.ts';

const blamed = new WeakMap<object, PluginCall>();

/** Puts an error down to the call it came out of. @returns false when that is settled already */
export function blame(error: unknown, call: PluginCall): boolean {
  if (typeof error !== 'object' || error === null) return true;
  if (blamed.has(error)) return false;
  blamed.set(error, call);
  return true;
}

/** The call an error came out of, if it was a plugin's. */
export function blamedCall(error: unknown): PluginCall | undefined {
  return typeof error === 'object' && error !== null ? blamed.get(error) : undefined;
}
