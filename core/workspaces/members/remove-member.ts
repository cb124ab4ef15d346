import { membershipsTopic } from '../../access/topics.ts';
import { inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import { withdrawAll } from '../../invitations/withdraw-above.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { authoriseMembers, refuseAboveOwn } from './may-manage.ts';
import { keepAnOwner, lockSeats, seatOf } from './member.ts';

/**
 * Ends a membership; everybody may end their own. What they own stays theirs by name, but their keys and
 * invitations end for good: should they come back, they start afresh. @throws NotAllowed, NotFound, Conflict
 */
export async function removeMember(runtime: Runtime, scope: Scope, memberId: string): Promise<void> {
  const isLeaving = scope.actor.kind === 'user' && scope.actor.userId === memberId;
  if (!isLeaving) authoriseMembers(runtime, scope);
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const seats = await lockSeats(unit);
    const seat = seatOf(seats, memberId);
    if (!isLeaving) refuseAboveOwn(scope, seats, seat.role);
    keepAnOwner(seats, seat);
    await endMembership(unit, memberId, runtime.now());
  });
  await runtime.broadcast.tell(membershipsTopic, memberId);
}

async function endMembership(unit: UnitOfWork, memberId: string, at: Date): Promise<void> {
  const values = [unit.workspaceId, memberId, at];
  await unit.run({
    text: `update memberships set removed_at = $3, updated_at = $3, version = version + 1
      where workspace_id = $1 and id = $2`,
    values,
  });
  await unit.run({
    text: `update api_keys set removed_at = $3, updated_at = $3, version = version + 1
      where workspace_id = $1 and user_id = $2 and removed_at is null`,
    values,
  });
  await withdrawAll(unit, memberId, at);
}
