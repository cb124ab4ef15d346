import { enabledPluginsOf } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound } from '../sdk/index.ts';
import type { Person } from '../users/person.ts';
import { accessMemory } from './access-memory.ts';
import { asHeld } from './as-held.ts';
import { type Caller, scopeWith } from './caller.ts';
import { grantsOfRole } from './grants-of-role.ts';
import type { Membership } from './membership.ts';

type Named = Pick<Person, 'id' | 'name'>;

/** Where a person belongs, by the workspaces' names. */
export async function membershipsOf(runtime: Runtime, userId: string): Promise<readonly Membership[]> {
  return (await accessMemory(runtime).memberships.get(userId)) ?? [];
}

/**
 * What a signed-in person may do in a workspace.
 * @throws NotFound when there is no such workspace or they are no member of it
 */
export async function scopeOfPerson(
  runtime: Runtime,
  person: Named,
  slug: string,
  caller: Caller,
): Promise<Scope> {
  const all = await membershipsOf(runtime, person.id);
  const membership = all.find(({ workspace }) => workspace.slug === slug);
  if (!membership) throw new NotFound('There is no such workspace, or you are no member of it.');
  return scopeOfMembership(runtime, person, membership, caller);
}

export async function scopeOfMembership(
  runtime: Runtime,
  person: Named,
  { workspace, role }: Membership,
  caller: Caller,
): Promise<Scope> {
  const standing = {
    workspace,
    actor: { kind: 'user', userId: person.id, name: person.name } as const,
    grants: grantsOfRole(runtime.registry, role),
    enabledPlugins: await enabledPluginsOf(runtime, workspace.id),
  };
  return scopeWith(await asHeld(runtime, standing), caller);
}
