import type { Doorway } from './stops.ts';

/** Where a process is killed, and what must be there afterwards. Its bookings begin with its key. */
export interface Point {
  readonly key: string;
  /** Ends the sentence "killed …". */
  readonly title: string;
  readonly victim: 'web' | 'worker';
  readonly doorway: Doorway;
  /** What is asked for: a booking, or that one is handed over outside. */
  readonly asks: 'booking' | 'handOver';
  /** Is what was asked for there, although whoever asked may not have been told? */
  readonly isKept: boolean;
  /** Another door at which its job must stand meanwhile. */
  readonly working?: Doorway;
  /** It holds a lock that keeps others from their points, so it is not killed at together with them. */
  readonly isAlone?: boolean;
}

const bookingOfJob = "coalesce(new.payload ->> 'booking', new.payload -> 'payload' ->> 'booking')";

type Where = Pick<Doorway, 'table' | 'on' | 'isAtCommit'>;

const row = (table: string, on: Doorway['on'] = 'insert'): Where => ({ table, on, isAtCommit: false });
const commit = (table: string, on: Doorway['on'] = 'insert'): Where => ({ table, on, isAtCommit: true });

/** For the bookings of this key only. */
function doorway(key: string, where: Where, more: string): Doorway {
  const booking = where.table === 'jobs' ? bookingOfJob : 'new.booking';
  return { ...where, when: `${booking} like '${key} %' and ${more}` };
}

const secondHalf = 'new.amount < 0';
const isCarried = "new.cause = 'carried'";
const isDelivery = "new.kind = 'delivery'";
const isTaken = "new.kind = 'job' and new.state = 'running' and old.state = 'ready'";
const isProlonged = "new.state = 'running' and old.state = 'running' and new.lease_until > old.lease_until";
const isHandedOver = "new.job = 'ledger.hand-over' and new.state = 'done'";

const booked = { asks: 'booking', isKept: true } as const;

export const points: readonly Point[] = [
  {
    ...{ key: 'half', title: 'in the middle of a booking', victim: 'web' },
    ...{ asks: 'booking', isKept: false, doorway: doorway('half', row('ledger_entries'), secondHalf) },
  },
  {
    ...{ key: 'unsaid', title: 'after the commit of a booking and before its answer', victim: 'web' },
    ...{ ...booked, doorway: doorway('unsaid', commit('ledger_entries'), secondHalf) },
  },
  {
    ...{ key: 'handing', title: 'while it hands an event on', victim: 'worker', isAlone: true },
    ...{ ...booked, doorway: doorway('handing', row('jobs'), isDelivery) },
  },
  {
    ...{ key: 'handed', title: 'after an event is handed on and before it knows', victim: 'worker' },
    ...{ ...booked, doorway: doorway('handed', commit('jobs'), isDelivery) },
  },
  {
    ...{ key: 'taken', title: 'after a job is taken and before it begins', victim: 'worker', isAlone: true },
    ...{ ...booked, doorway: doorway('taken', commit('jobs', 'update'), isTaken) },
  },
  {
    ...{ key: 'carrying', title: 'in the middle of a job', victim: 'worker' },
    ...{ ...booked, doorway: doorway('carrying', row('ledger_effects'), isCarried) },
  },
  {
    ...{ key: 'carried', title: 'after the commit of a job and before it knows', victim: 'worker' },
    ...{ ...booked, doorway: doorway('carried', commit('ledger_effects'), isCarried) },
  },
  {
    ...{ key: 'alive', title: 'between the lease of a job and its next sign of life', victim: 'worker' },
    ...{ ...booked, doorway: doorway('alive', row('jobs', 'update'), isProlonged) },
    working: doorway('alive', row('ledger_effects'), isCarried),
  },
  {
    ...{ key: 'outside', title: 'after what an external job did and before its end', victim: 'worker' },
    ...{ asks: 'handOver', isKept: true, doorway: doorway('outside', row('jobs', 'update'), isHandedOver) },
  },
];

const together = (victim: Point['victim']): Point[] =>
  points.filter((point) => point.victim === victim && !point.isAlone);

/** The short form kills once at all points that can be reached at the same time, the long one at each by itself. */
export function roundsOf(isLong: boolean): readonly (readonly Point[])[] {
  return isLong ? points.map((point) => [point]) : [together('web'), together('worker')];
}
