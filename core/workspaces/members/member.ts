import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { type BuiltInRole, Conflict, NotFound } from '../../sdk/index.ts';

/** Somebody's place in a workspace as it is being changed. */
export interface Seat {
  readonly id: string;
  readonly role: BuiltInRole;
  readonly isSuspended: boolean;
}

/** All seats, locked: changes of members happen one after the other, so nobody can be the last owner twice. */
export async function lockSeats(unit: UnitOfWork): Promise<readonly Seat[]> {
  return unit.run<Seat>({
    text: `select id, role, suspended_at is not null as "isSuspended" from memberships
      where workspace_id = $1 and removed_at is null order by id for update`,
    values: [unit.workspaceId],
  });
}

/** @throws NotFound */
export function seatOf(seats: readonly Seat[], memberId: string): Seat {
  const seat = seats.find(({ id }) => id === memberId);
  if (!seat) throw new NotFound('There is no such member in this workspace.');
  return seat;
}

/** A workspace never stays behind without somebody who can do everything. @throws Conflict */
export function keepAnOwner(seats: readonly Seat[], without: Seat): void {
  const owners = seats.filter(({ role, isSuspended }) => role === 'owner' && !isSuspended);
  if (owners.some(({ id }) => id !== without.id)) return;
  if (without.role !== 'owner' || without.isSuspended) return;
  throw new Conflict('This is the last owner. Make somebody else an owner first.');
}
