import { allows, authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound, type Settings } from '../sdk/index.ts';
import { isInstanceAdmin } from '../users/is-instance-admin.ts';
import type { Person } from '../users/person.ts';
import { type Group, groupNamed, usualPermission } from './settings-groups.ts';
import { type SettingsOwner, theInstance } from './settings-owner.ts';

/** Somebody at the settings of a workspace; `person` is there when they are signed in. */
export interface Asker {
  readonly scope: Scope;
  readonly person: Person | undefined;
}

export interface OpenSettings {
  readonly group: Group;
  readonly owner: SettingsOwner;
}

/**
 * A group with its owner, for whoever may change it: the admins of the workspace, each person their own,
 * the instance's admin the instance's. A key acts for a workspace and reaches neither of the latter.
 * @throws NotFound, NotAllowed
 */
export function openSettings(runtime: Runtime, { scope, person }: Asker, id: string): OpenSettings {
  const group = groupNamed(runtime.registry, scope, id);
  if (group.item.scope === 'workspace') {
    authorise(viewerOf(runtime, scope), group.item.permission ?? usualPermission);
    return { group, owner: { scope: 'workspace', workspaceId: scope.workspace.id } };
  }
  const owner = ownerBeyond(group.item, person);
  if (!owner) throw new NotFound(`There are no settings "${id}".`);
  return { group, owner };
}

function ownerBeyond({ scope }: Settings, person: Person | undefined): SettingsOwner | null {
  if (!person) return null;
  if (scope === 'user') return { scope, userId: person.id };
  return isInstanceAdmin(person) ? theInstance : null;
}

/** May they be shown and changed by this asker? */
export function mayChangeSettings(runtime: Runtime, { scope, person }: Asker, { item }: Group): boolean {
  if (item.scope !== 'workspace') return ownerBeyond(item, person) !== null;
  return allows(viewerOf(runtime, scope), item.permission ?? usualPermission);
}
