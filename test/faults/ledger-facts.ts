import { inWorkspace } from '../../core/db/unit-of-work.ts';
import type { TestApp } from '../../core/testing/index.ts';

/** What the tables say, read in SQL. */
export interface LedgerFacts {
  readonly bookings: readonly string[];
  /** Bookings of which only half is there. */
  readonly partial: number;
  /** Bookings that something should have followed from, and has not. */
  readonly unheard: number;
  readonly uncarried: number;
  /** Bookings that are there more than once, though each was asked for once, and effects beyond one of each kind. */
  readonly doubled: number;
  /** Effects of bookings that never were. */
  readonly ghosts: number;
}

const facts = `
  with bookings as (
    select booking, sum(amount) as sum, count(*) as entries from ledger_entries group by booking
  ),
  effects as (select booking, cause, count(*) as count from ledger_effects group by booking, cause)
  select
    (select coalesce(jsonb_agg(booking), '[]') from bookings) as bookings,
    (select count(*)::int from bookings where sum <> 0 or entries % 2 <> 0) as partial,
    (select count(*)::int from bookings b where not exists (
      select from effects e where e.booking = b.booking and e.cause = 'heard')) as unheard,
    (select count(*)::int from bookings b where not exists (
      select from effects e where e.booking = b.booking and e.cause = 'carried')) as uncarried,
    (select count(*)::int from bookings where entries > 2)
      + (select count(*)::int from effects where cause <> 'handed' and count > 1) as doubled,
    (select count(*)::int from effects e where e.cause <> 'handed' and not exists (
      select from bookings b where b.booking = e.booking)) as ghosts`;

export async function ledgerFacts({ runtime, workspaces }: TestApp): Promise<LedgerFacts> {
  const [row] = await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
    unit.run<LedgerFacts>({ text: facts, values: [] }),
  );
  if (!row) throw new Error('The ledger cannot be read.');
  return row;
}

/** Acknowledged and not there. */
export function lostOf({ bookings }: LedgerFacts, acknowledged: ReadonlySet<string>): string[] {
  const there = new Set(bookings);
  return [...acknowledged].filter((booking) => !there.has(booking));
}
