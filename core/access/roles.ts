import type { BuiltInRole } from '../sdk/index.ts';

/** From most to least. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly BuiltInRole[];

export const roleNotes: Readonly<Record<BuiltInRole, { label: string; description: string }>> = {
  owner: { label: 'Owner', description: 'May do everything, and says who else owns the workspace.' },
  admin: { label: 'Admin', description: 'Manages members, modules, fields and keys.' },
  member: { label: 'Member', description: 'Works with the records.' },
  viewer: { label: 'Viewer', description: 'Looks, but changes nothing.' },
};

/** Is the one at least as much as the other? */
export function reaches(role: BuiltInRole, other: BuiltInRole): boolean {
  return roles.indexOf(role) <= roles.indexOf(other);
}

/** What somebody of this role may give to others: never more than they have. */
export function rolesUpTo(role: BuiltInRole): BuiltInRole[] {
  return roles.filter((one) => reaches(role, one));
}
