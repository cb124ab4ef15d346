import type { Scope } from '../scope.ts';
import { NotFound } from '../sdk/index.ts';

export function isOn(scope: Scope, pluginId: string): boolean {
  return scope.enabledPlugins.has(pluginId);
}

/**
 * The one gate in front of everything a plugin owns. What is switched off reads the same as what
 * never was, so nobody learns which modules exist.
 */
export function gate(scope: Scope, pluginId: string): void {
  if (!isOn(scope, pluginId)) throw new NotFound('There is nothing here.');
}
