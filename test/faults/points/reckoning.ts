import { openCtx } from '../../../core/context/open-ctx.ts';
import { inWorkspace } from '../../../core/db/unit-of-work.ts';
import type { TestApp } from '../../../core/testing/boot-test-app.ts';
import { handOver } from '../plugins/ledger/bookings.ts';
import type { Point } from './points.ts';

/** Asks a process for a booking. @returns was it acknowledged? */
export async function book(base: string, key: string, booking: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ booking, amount: 5 });
  return fetch(`${base}/api/ledger/bookings`, { method: 'POST', headers, body }).then(
    ({ ok }) => ok,
    () => false,
  );
}

export async function askToHandOver(app: TestApp, booking: string): Promise<void> {
  await openCtx(app.runtime, await app.scope('member'), (ctx) => ctx.enqueue(handOver, { booking }));
}

export interface Reckoning {
  readonly entries: number;
  readonly heard: number;
  readonly carried: number;
  readonly handed: number;
  /** Jobs and deliveries that have not ended. */
  readonly unfinished: number;
}

const reckoning = `
  select (select count(*)::integer from ledger_entries where booking = $1) as entries, heard, carried, handed,
    (select count(*)::integer from jobs where state in ('delayed', 'ready', 'running', 'held')
      and coalesce(payload ->> 'booking', payload -> 'payload' ->> 'booking') = $1) as unfinished
  from (select count(*) filter (where cause = 'heard')::integer as heard,
    count(*) filter (where cause = 'carried')::integer as carried,
    count(*) filter (where cause = 'handed')::integer as handed from ledger_effects where booking = $1) effects`;

/** What there is of one booking. */
export async function reckon({ runtime, workspaces }: TestApp, booking: string): Promise<Reckoning> {
  const [row] = await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
    unit.run<Reckoning>({ text: reckoning, values: [booking] }),
  );
  if (!row) throw new Error('The ledger cannot be read.');
  return row;
}

const nothing = { entries: 0, heard: 0, carried: 0, handed: 0, unfinished: 0 };

/** What there must be in the end. What is done outside was done twice: that is its promise, under one key. */
export function expectedOf({ asks, isKept }: Point): Reckoning {
  if (asks === 'handOver') return { ...nothing, handed: 2 };
  return isKept ? { ...nothing, entries: 2, heard: 1, carried: 1 } : nothing;
}
