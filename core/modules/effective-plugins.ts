import type { FoundPlugin, Registry } from '../kernel/registry.ts';
import type { Switches } from './switches.ts';

/**
 * What is really on of what a workspace switched on: only plugins that run and are not held back, and
 * that have all they require on beside them; a bridge by that alone. In dependency order.
 */
export function effectivePlugins(registry: Registry, { switchedOn, held }: Switches): Set<string> {
  const on = new Set<string>();
  for (const plugin of registry.plugins) {
    const isWanted = isBridge(plugin) || switchedOn.has(plugin.id);
    const mayRun = isRunning(plugin) && !held.has(plugin.id);
    if (isWanted && mayRun && requiredIds(plugin).every((id) => on.has(id))) on.add(plugin.id);
  }
  return on;
}

/** Glue between others: on where all of them are, with no switch of its own. */
export function isBridge({ declaration }: FoundPlugin): boolean {
  return declaration?.bridge ?? false;
}

export function isRunning({ state }: FoundPlugin): boolean {
  return state === 'enabled';
}

export function requiredIds({ declaration }: FoundPlugin): string[] {
  return Object.keys(declaration?.requires ?? {});
}
