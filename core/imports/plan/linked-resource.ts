import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { isOn } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Field, Resource } from '../../sdk/index.ts';

/** The resource a reference points at, where it is there and may be seen. */
export function linkedResource(runtime: Runtime, scope: Scope, field: Field): Resource | null {
  const found = field.target ? runtime.registry.resources.get(field.target().id) : undefined;
  if (!found || !isOn(scope, found.plugin)) return null;
  return allows(viewerOf(runtime, scope), found.options.access.read) ? found : null;
}

/** Can a record be made from nothing but its name, and may this person? */
export function canCreateByName(runtime: Runtime, scope: Scope, resource: Resource): boolean {
  const { title, create, access } = resource.options;
  const [name] = title;
  const isEnough = Object.entries(resource.fields).every(
    ([field, { required, default: fallback }]) => field === name || !required || fallback !== undefined,
  );
  const isText = ['text', 'longText'].includes(resource.fields[name]?.kind ?? '');
  const mayCreate = typeof access.create !== 'string' || allows(viewerOf(runtime, scope), access.create);
  return title.length === 1 && isText && isEnough && create.includes(name) && mayCreate;
}
