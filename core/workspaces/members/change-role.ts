import { z } from 'zod';
import { roles } from '../../access/roles.ts';
import { membershipsTopic } from '../../access/topics.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { withdrawAbove } from '../../invitations/withdraw-above.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { authoriseMembers, refuseAboveOwn } from './may-manage.ts';
import { keepAnOwner, lockSeats, seatOf } from './member.ts';

export const roleInput = z.object({ role: z.enum(roles, 'Choose a role from the list.') });

/** @throws NotAllowed, NotFound, Conflict when the last owner would be gone, InvalidInput */
export async function changeRole(
  runtime: Runtime,
  scope: Scope,
  memberId: string,
  input: unknown,
): Promise<void> {
  authoriseMembers(runtime, scope);
  const { role } = parseInput(roleInput, input);
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const seats = await lockSeats(unit);
    const seat = seatOf(seats, memberId);
    refuseAboveOwn(scope, seats, seat.role);
    refuseAboveOwn(scope, seats, role);
    if (role !== 'owner') keepAnOwner(seats, seat);
    await unit.run({
      text: `update memberships set role = $3, updated_at = $4, version = version + 1
        where workspace_id = $1 and id = $2`,
      values: [scope.workspace.id, memberId, role, runtime.now()],
    });
    await withdrawAbove(unit, memberId, role, runtime.now());
  });
  await runtime.broadcast.tell(membershipsTopic, memberId);
}
