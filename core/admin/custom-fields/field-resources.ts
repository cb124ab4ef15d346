import { isOn } from '../../kernel/gate.ts';
import { findResource } from '../../resources/find-resource.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound, type Resource } from '../../sdk/index.ts';
import { menuResources } from '../home/menu-resources.ts';

/** What takes fields of one's own here: first what the menu leads to. */
export function fieldResources(runtime: Runtime, scope: Scope): Resource[] {
  const all = [...menuResources(runtime, scope), ...runtime.registry.resources.values()];
  return [...new Set(all)].filter((resource) => takesFields(runtime, scope, resource));
}

function takesFields(runtime: Runtime, scope: Scope, resource: Resource): boolean {
  const { customFields = true, create, update } = resource.options;
  const isEntered = create.length + update.length > 0;
  return customFields && isEntered && isOn(scope, resource.plugin) && mayRead(runtime, scope, resource);
}

/** The one asked for, else the first. @throws NotFound for one that takes none */
export function chosenResource(
  runtime: Runtime,
  resources: readonly Resource[],
  id: string | null,
): Resource {
  const chosen = id === null ? resources[0] : findResource(runtime, id);
  if (!chosen || !resources.includes(chosen)) throw new NotFound('This takes no fields of your own.');
  return chosen;
}
