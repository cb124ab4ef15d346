import { membershipsTopic } from '../../access/topics.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { Conflict } from '../../sdk/index.ts';
import { authoriseMembers, refuseAboveOwn } from './may-manage.ts';
import { keepAnOwner, lockSeats, type Seat, seatOf } from './member.ts';

/** Keeps somebody out for the time being, their keys included. @throws NotAllowed, NotFound, Conflict */
export async function suspendMember(runtime: Runtime, scope: Scope, memberId: string): Promise<void> {
  if (scope.actor.userId === memberId) throw new Conflict('Nobody can suspend themselves.');
  await setSuspended(runtime, scope, memberId, runtime.now());
}

/** Lets them in again as they were. @throws NotAllowed, NotFound */
export async function readmitMember(runtime: Runtime, scope: Scope, memberId: string): Promise<void> {
  await setSuspended(runtime, scope, memberId, null);
}

async function setSuspended(
  runtime: Runtime,
  scope: Scope,
  memberId: string,
  since: Date | null,
): Promise<void> {
  authoriseMembers(runtime, scope);
  await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    const seats = await lockSeats(unit);
    check(scope, seats, seatOf(seats, memberId), since);
    await unit.run({
      text: `update memberships set suspended_at = $3, updated_at = $4, version = version + 1
        where workspace_id = $1 and id = $2`,
      values: [scope.workspace.id, memberId, since, runtime.now()],
    });
  });
  await runtime.broadcast.tell(membershipsTopic, memberId);
}

function check(scope: Scope, seats: readonly Seat[], seat: Seat, since: Date | null): void {
  refuseAboveOwn(scope, seats, seat.role);
  if (since) keepAnOwner(seats, seat);
}
