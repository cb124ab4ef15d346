import { type LoadedPlugin, quarantined } from './loaded-plugin.ts';
import { complaint, sentenceOf } from './problem.ts';

/** Those that are required stand before those that require them; else by name. Cycles go to quarantine. */
export function orderPlugins(plugins: readonly LoadedPlugin[]): LoadedPlugin[] {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const walk: Walk = { byId, path: [], done: new Set(), cycles: new Map() };
  for (const id of [...byId.keys()].sort()) visit(id, walk);
  const ordered = [...walk.done].flatMap((id) => plugins.filter((plugin) => plugin.id === id));
  return ordered.map((plugin) => judge(plugin, walk.cycles.get(plugin.id)));
}

interface Walk {
  readonly byId: ReadonlyMap<string, LoadedPlugin>;
  readonly path: string[];
  /** In the order they may start. */
  readonly done: Set<string>;
  /** The way round, for each that is on it. */
  readonly cycles: Map<string, readonly string[]>;
}

function visit(id: string, walk: Walk): void {
  if (walk.done.has(id) || !walk.byId.has(id)) return;
  const start = walk.path.indexOf(id);
  if (start >= 0) {
    noteCycle(walk.path.slice(start), walk.cycles);
    return;
  }
  walk.path.push(id);
  for (const required of requiredBy(walk.byId.get(id))) visit(required, walk);
  walk.path.pop();
  walk.done.add(id);
}

export function requiredBy(plugin: LoadedPlugin | undefined): string[] {
  return Object.keys(plugin?.declaration?.requires ?? {}).sort();
}

/** Each plugin on it reads the circle from its own side. */
function noteCycle(circle: readonly string[], cycles: Walk['cycles']): void {
  for (const [index, id] of circle.entries()) {
    if (!cycles.has(id)) cycles.set(id, [...circle.slice(index), ...circle.slice(0, index), id]);
  }
}

function judge(plugin: LoadedPlugin, circle: readonly string[] | undefined): LoadedPlugin {
  if (!circle) return plugin;
  const message = `it requires itself in a circle: ${circle.join(' → ')}. Remove one of these steps.`;
  return quarantined(plugin, sentenceOf(plugin.id, complaint('requires', message)));
}
