import { attributed } from '../kernel/attributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { ExtensionPoint } from '../sdk/index.ts';

const limitMs = 15_000;

/** What plugins that are on here add at a point: smallest order first, then as the plugins stand. */
export function extensionsAt<Item>(
  runtime: Runtime,
  scope: Pick<Scope, 'enabledPlugins'>,
  point: ExtensionPoint<Item>,
): readonly Item[] {
  return contributionsIn(runtime.registry, scope, 'extensions')
    .filter(({ item }) => item.point === point.id)
    .sort((one, other) => one.item.order - other.item.order)
    .map(({ plugin, item }) => {
      const call = { plugin, what: `extension at ${point.id}`, limitMs };
      return attributed(runtime, call, item.item as Item);
    });
}
