import type { FoundPlugin, Registry } from '../kernel/registry.ts';

/**
 * What is really on of what a workspace switched on: only plugins that run, and that have all they
 * require on beside them. In dependency order.
 */
export function effectivePlugins(registry: Registry, switchedOn: ReadonlySet<string>): Set<string> {
  const on = new Set<string>();
  for (const plugin of registry.plugins) {
    if (isRunning(plugin) && switchedOn.has(plugin.id) && requiredIds(plugin).every((id) => on.has(id))) {
      on.add(plugin.id);
    }
  }
  return on;
}

export function isRunning({ state }: FoundPlugin): boolean {
  return state === 'enabled';
}

export function requiredIds({ declaration }: FoundPlugin): string[] {
  return Object.keys(declaration?.requires ?? {});
}
