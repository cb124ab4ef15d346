import { isOn } from '../../kernel/gate.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';

/** The resources that the menu leads to and this person may read, each once. */
export function menuResources(runtime: Runtime, scope: Scope): Resource[] {
  const named = runtime.registry.plugins
    .filter(({ id }) => isOn(scope, id))
    .flatMap(({ declaration }) => declaration?.menu ?? [])
    .map(({ resource }) => resource);
  return [...new Set(named)].filter((resource) => mayRead(runtime, scope, resource));
}
