import type { Registry } from '../kernel/registry.ts';
import type { BuiltInRole } from '../sdk/index.ts';

const known = new WeakMap<Registry, Map<BuiltInRole, ReadonlySet<string>>>();

/** The permissions of a built-in role, as plugins declare them; an owner has all there are. */
export function grantsOfRole(registry: Registry, role: BuiltInRole): ReadonlySet<string> {
  const byRole = known.get(registry) ?? new Map<BuiltInRole, ReadonlySet<string>>();
  known.set(registry, byRole);
  const grants = byRole.get(role) ?? collect(registry, role);
  byRole.set(role, grants);
  return grants;
}

function collect({ permissions }: Registry, role: BuiltInRole): ReadonlySet<string> {
  if (role === 'owner') return new Set(permissions.keys());
  const held = [...permissions].filter(([, permission]) => permission.roles.includes(role));
  return new Set(held.map(([name]) => name));
}
