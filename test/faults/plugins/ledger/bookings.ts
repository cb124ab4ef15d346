import {
  type Ctx,
  defineEvent,
  defineJob,
  defineListener,
  defineRoute,
  defineSchedule,
  type RunningJob,
} from 'guildhall/sdk';
import { z } from 'zod';
import { effect, entry } from './resources/records.ts';

const bookingInput = z.strictObject({
  booking: z.string().min(1).max(60),
  amount: z.int().positive(),
  laterMs: z.int().positive().optional(),
});
const ofBooking = z.object({ booking: z.string() });
type OfBooking = z.infer<typeof ofBooking>;

export const bookingMade = defineEvent('ledger.booking.made', ofBooking);

export const carryOver = defineJob('ledger.carry-over', ofBooking, {
  title: 'Carry a booking over',
  kind: 'transaction',
  run: carryBookingOver,
});

/** What is done outside may be done twice, each time under the same key. */
export const handOver = defineJob('ledger.hand-over', ofBooking, {
  title: 'Hand a booking over to somebody else',
  kind: 'external',
  run: handBookingOver,
});

export const closeMinute = defineJob('ledger.close-minute', z.strictObject({}), {
  title: 'Close a minute',
  kind: 'transaction',
  run: async () => undefined,
});

export const everyMinute = defineSchedule('ledger.every-minute', {
  title: 'Every minute',
  job: closeMinute,
  payload: {},
  cron: '* * * * *',
  catchUp: 'all',
  overlap: 'allow',
});

export const hearBooking = defineListener('ledger.hear-booking', {
  title: 'Hear of a booking',
  event: bookingMade,
  run: noteThatItWasHeard,
});

export const bookingRoute = defineRoute({
  method: 'post',
  path: '/bookings',
  summary: 'Book an amount',
  access: 'ledger:write',
  input: bookingInput,
  run: book,
});

/** Two rows, an event and a job: all of it or nothing. */
async function book(
  ctx: Ctx,
  { booking, amount, laterMs }: z.infer<typeof bookingInput>,
): Promise<OfBooking> {
  const entries = ctx.db.table(entry);
  await entries.create({ booking, amount });
  await ctx.emit(bookingMade, { booking });
  const runAt = laterMs && new Date(ctx.now().getTime() + laterMs);
  await ctx.enqueue(carryOver, { booking }, runAt ? { runAt } : {});
  await entries.create({ booking, amount: -amount });
  return { booking };
}

async function carryBookingOver(ctx: Ctx, { booking }: OfBooking): Promise<void> {
  await ctx.db.table(effect).create({ booking, cause: 'carried' });
}

async function noteThatItWasHeard(ctx: Ctx, { booking }: OfBooking): Promise<void> {
  await ctx.db.table(effect).create({ booking, cause: 'heard' });
}

async function handBookingOver(_ctx: Ctx, { booking }: OfBooking, job: RunningJob): Promise<void> {
  await job.inTransaction(async (ctx) => {
    await ctx.db.table(effect).create({ booking, cause: 'handed' });
  });
}
