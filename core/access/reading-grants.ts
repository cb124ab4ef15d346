import type { Registry } from '../kernel/registry.ts';
import type { Resource } from '../sdk/index.ts';

const known = new WeakMap<Registry, ReadonlySet<string>>();

/**
 * What may be done in a workspace that may only be read: what viewers may, what records are read by, and what
 * a permission keeps for such times.
 */
export function readingGrants(registry: Registry): ReadonlySet<string> {
  const grants = known.get(registry) ?? collect(registry);
  known.set(registry, grants);
  return grants;
}

/** Of these, what is left where a workspace may only be read. */
export function onlyReading(registry: Registry, grants: ReadonlySet<string>): ReadonlySet<string> {
  const reading = readingGrants(registry);
  return new Set([...grants].filter((permission) => reading.has(permission)));
}

function collect({ permissions, resources }: Registry): ReadonlySet<string> {
  const all = [...resources.values()];
  const reads = new Set(all.map(({ options: { access } }) => access.read));
  const writes = new Set(all.flatMap(writesOf));
  const isReading = (name: string) => reads.has(name) && !writes.has(name);
  const kept = [...permissions].filter(
    ([name, { roles, whileReadOnly }]) => whileReadOnly ?? (roles.includes('viewer') || isReading(name)),
  );
  return new Set(kept.map(([name]) => name));
}

function writesOf({ options: { access } }: Resource) {
  return [access.create, access.update, access.remove];
}
