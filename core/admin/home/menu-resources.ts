import { contributionsIn } from '../../kernel/gate.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';

/** The resources that the menu leads to and this person may read, each once. */
export function menuResources(runtime: Runtime, scope: Scope): Resource[] {
  const named = contributionsIn(runtime.registry, scope, 'menu').flatMap(({ item }) => item.resource ?? []);
  return [...new Set(named)].filter((resource) => mayRead(runtime, scope, resource));
}
