import { authorise } from '../../access/policy.ts';
import { reaches } from '../../access/roles.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type BuiltInRole, NotAllowed } from '../../sdk/index.ts';
import type { Seat } from './member.ts';

/** @throws NotAllowed */
export function authoriseMembers(runtime: Runtime, scope: Scope): void {
  authorise(viewerOf(runtime, scope), 'workspace:manage-members');
}

/**
 * Nobody gives away, or takes from others, more than they have themselves. The role is read with the
 * seats, so one that was lost a moment ago does not count. @throws NotAllowed
 */
export function refuseAboveOwn(scope: Scope, seats: readonly Seat[], role: BuiltInRole): void {
  const own = seats.find(({ id, isSuspended }) => id === scope.actor.userId && !isSuspended)?.role;
  if (scope.actor.kind === 'system' || (own && reaches(own, role))) return;
  throw new NotAllowed(`Only somebody who is ${role} may decide about this role.`);
}
