import type { Person } from '../users/person.ts';

/** Whose settings they are. */
export type SettingsOwner =
  | { readonly scope: 'instance' }
  | { readonly scope: 'workspace'; readonly workspaceId: string }
  | { readonly scope: 'user'; readonly userId: string };

export const theInstance: SettingsOwner = { scope: 'instance' };

export function ownerKey(owner: SettingsOwner): string {
  if (owner.scope === 'workspace') return `workspace:${owner.workspaceId}`;
  return owner.scope === 'user' ? `user:${owner.userId}` : 'instance';
}

export function personAsOwner({ id }: Pick<Person, 'id'>): SettingsOwner {
  return { scope: 'user', userId: id };
}

/** Where a secret of these settings lies among the owner's; a person's stand under their id. */
export function secretPlace(owner: SettingsOwner, group: string, field: string): string {
  return `${secretPrefix(owner, group)}${field}`;
}

export function secretPrefix(owner: SettingsOwner, group: string): string {
  const whose = owner.scope === 'user' ? `user:${owner.userId}:` : '';
  return `${whose}settings:${group}:`;
}
