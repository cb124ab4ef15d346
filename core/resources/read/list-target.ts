import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { isOn } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { InvalidInput, type Resource } from '../../sdk/index.ts';
import type { Include } from '../query/compile-include.ts';
import type { ListTarget } from '../query/compile-list.ts';
import { Parameters } from '../query/parameters.ts';

/** Everything a read of a resource is compiled against, the actor's visibility included. */
export function listTarget(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  customFields: readonly CustomField[],
  include: readonly string[] = [],
): ListTarget {
  const { visible } = resource.options;
  return {
    resource,
    customFields,
    workspaceId: scope.workspace.id,
    parameters: new Parameters(),
    visible: visible ? visible(viewerOf(runtime, scope)) : null,
    includes: include.map((field) => includeOf(runtime, scope, resource, field)),
  };
}

function includeOf(runtime: Runtime, scope: Scope, resource: Resource, field: string): Include {
  const { kind, target } = resource.fields[field] ?? {};
  if (kind === 'user') return { field, target: null };
  const other = target ? runtime.registry.resources.get(target().id) : undefined;
  if (other && mayRead(runtime, scope, other)) {
    const visible = other.options.visible?.(viewerOf(runtime, scope)) ?? null;
    return { field, target: { resource: other, visible } };
  }
  throw new InvalidInput([{ path: ['include'], message: `You may not see what ${field} points at.` }]);
}

/** May records of this resource be read here at all? What the screens and includes ask before they offer it. */
export function mayRead(runtime: Runtime, scope: Scope, resource: Resource): boolean {
  return isOn(scope, resource.plugin) && allows(viewerOf(runtime, scope), resource.options.access.read);
}
