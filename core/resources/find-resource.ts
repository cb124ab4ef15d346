import type { Runtime } from '../runtime.ts';
import { NotFound, type Resource, type ResourceRef } from '../sdk/index.ts';

/** The resource behind a ref or an id. @throws NotFound when no enabled plugin has it */
export function findResource(runtime: Runtime, ref: ResourceRef | string): Resource {
  const id = typeof ref === 'string' ? ref : ref.id;
  const found = runtime.registry.resources.get(id);
  if (!found) throw new NotFound(`There is no resource ${id}.`);
  return found;
}

/** The resource at an address such as `/api/crm/contacts`. */
export function resourceAt(runtime: Runtime, plugin: string, path: string): Resource | null {
  for (const resource of runtime.registry.resources.values()) {
    if (resource.plugin === plugin && resource.path === path) return resource;
  }
  return null;
}
