import type { Plugin, Resource, ResourceRef } from '../../sdk/index.ts';
import { type Complaint, complaint } from '../problem.ts';
import { type Check, type Company, reachableResource } from './check.ts';

/** Every reference and every related list points at a resource that is there. */
export const checkReferences: Check = function* (plugin, company) {
  for (const resource of plugin.resources ?? []) {
    for (const [name, field] of Object.entries(resource.fields)) {
      if (field.kind !== 'reference') continue;
      yield* checkTarget(`resource ${resource.id}.${name}`, field.target, plugin, company);
    }
    yield* checkRelated(resource, plugin, company);
  }
};

function* checkRelated({ id, options }: Resource, plugin: Plugin, company: Company): Iterable<Complaint> {
  for (const [index, { resource, field }] of (options.related ?? []).entries()) {
    const path = `resource ${id}.related.${index}`;
    yield* checkTarget(path, resource, plugin, company);
    const other = reachableResource(targetId(resource) ?? '', plugin, company);
    const target = other?.fields[field]?.target;
    if (!other || targetId(target) === id) continue;
    yield complaint(
      path,
      `${other.id} has no reference "${field}" to ${id}. Name the field there that points here.`,
    );
  }
}

type Target = (() => ResourceRef) | undefined;

function* checkTarget(path: string, target: Target, plugin: Plugin, company: Company): Iterable<Complaint> {
  const id = targetId(target);
  if (id === undefined) {
    yield complaint(path, 'What it points at is not there when it is looked up. Give it as () => resource.');
  } else if (!reachableResource(id, plugin, company) && !company.unreadable.has(pluginOf(id))) {
    yield complaint(path, missing(id, plugin));
  }
}

function missing(id: string, plugin: Plugin): string {
  const owner = pluginOf(id);
  const isForeign = owner !== plugin.id && !(owner in (plugin.requires ?? {}));
  const fix = isForeign
    ? `Add "${owner}" to requires.`
    : `Add it to the resources of "${owner}", or correct the name.`;
  return `It points at "${id}", which cannot be found. ${fix}`;
}

function pluginOf(resourceId: string): string {
  return resourceId.split('.')[0] ?? '';
}

/** A circular import can leave the target undefined or make the look-up throw. */
export function targetId(target: Target): string | undefined {
  try {
    return target?.()?.id;
  } catch {
    return undefined;
  }
}
