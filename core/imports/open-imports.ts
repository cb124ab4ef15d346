import { allows, authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { gate } from '../kernel/gate.ts';
import { findResource } from '../resources/find-resource.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotAllowed, NotFound, type Resource, type ResourceRef } from '../sdk/index.ts';
import type { ImportMode } from './record/import-options.ts';

const permission = 'workspace:import';

/** May rows of this resource come in by file at all? */
export function isImportable({ options }: Resource): boolean {
  return options.importable ?? (options.create.length > 0 || options.update.length > 0);
}

/** The gate and the policy, before anything of an import is shown or done. @throws NotFound, NotAllowed */
export function openImports(runtime: Runtime, scope: Scope, ref: ResourceRef | string): Resource {
  const resource = findResource(runtime, ref);
  gate(scope, resource.plugin);
  if (!isImportable(resource)) throw new NotFound(`${resource.id} cannot be imported.`);
  const viewer = viewerOf(runtime, scope);
  authorise(viewer, permission);
  authorise(viewer, resource.options.access.read);
  if (allowedModes(runtime, scope, resource).length === 0) {
    throw new NotAllowed('You may neither create nor change these records.');
  }
  return resource;
}

/** Rules that depend on a record are asked for each row; here they count as allowed. */
function may(runtime: Runtime, scope: Scope, resource: Resource, kind: 'create' | 'update'): boolean {
  const rule = resource.options.access[kind];
  if (resource.options[kind].length === 0) return false;
  return typeof rule !== 'string' || allows(viewerOf(runtime, scope), rule);
}

/** What this person's import may do with rows. */
export function allowedModes(runtime: Runtime, scope: Scope, resource: Resource): ImportMode[] {
  const create = may(runtime, scope, resource, 'create');
  const update = may(runtime, scope, resource, 'update');
  return [
    ...(create && update ? (['upsert'] as const) : []),
    ...(create ? (['create'] as const) : []),
    ...(update ? (['update'] as const) : []),
  ];
}

/** The resources this person may import. */
export function importableResources(runtime: Runtime, scope: Scope): Resource[] {
  const viewer = viewerOf(runtime, scope);
  return [...runtime.registry.resources.values()].filter(
    (resource) =>
      scope.enabledPlugins.has(resource.plugin) &&
      isImportable(resource) &&
      allows(viewer, permission) &&
      allows(viewer, resource.options.access.read) &&
      allowedModes(runtime, scope, resource).length > 0,
  );
}
