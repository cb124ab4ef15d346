import type { FoundPlugin, Registry } from '../kernel/registry.ts';
import { isRunning, requiredIds } from './effective-plugins.ts';

/** The plugins of these ids with all they require, at any distance, in the order to switch them on: those that run. */
export function withRequired(registry: Registry, ids: readonly string[]): FoundPlugin[] {
  return allRequired(registry, ids).filter(isRunning);
}

/** The same with those that do not run. */
export function allRequired(registry: Registry, ids: readonly string[]): FoundPlugin[] {
  const wanted = new Set(ids);
  for (const plugin of [...registry.plugins].reverse()) {
    if (wanted.has(plugin.id)) for (const id of requiredIds(plugin)) wanted.add(id);
  }
  return registry.plugins.filter((plugin) => wanted.has(plugin.id));
}

/** The plugins among these that need this one, at any distance. */
export function dependantsOf(registry: Registry, id: string, among: ReadonlySet<string>): FoundPlugin[] {
  const fallen = new Set([id]);
  for (const plugin of registry.plugins) {
    if (requiredIds(plugin).some((required) => fallen.has(required))) fallen.add(plugin.id);
  }
  return registry.plugins.filter(
    (plugin) => plugin.id !== id && fallen.has(plugin.id) && among.has(plugin.id),
  );
}

export function titleOf({ id, declaration }: FoundPlugin): string {
  return declaration?.title ?? id;
}

export function titlesOf(plugins: readonly FoundPlugin[]): string {
  return new Intl.ListFormat('en').format(plugins.map(titleOf));
}
