import { type Ctx, defineEvent, defineJob, defineListener, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';
import { effect, entry } from './resources/records.ts';

const bookingInput = z.strictObject({ booking: z.string().min(1).max(60), amount: z.int().positive() });
const ofBooking = z.object({ booking: z.string() });
type OfBooking = z.infer<typeof ofBooking>;

export const bookingMade = defineEvent('ledger.booking.made', ofBooking);

export const carryOver = defineJob('ledger.carry-over', ofBooking, {
  title: 'Carry a booking over',
  kind: 'transaction',
  run: carryBookingOver,
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
async function book(ctx: Ctx, { booking, amount }: z.infer<typeof bookingInput>): Promise<OfBooking> {
  const entries = ctx.db.table(entry);
  await entries.create({ booking, amount });
  await ctx.emit(bookingMade, { booking });
  await ctx.enqueue(carryOver, { booking });
  await entries.create({ booking, amount: -amount });
  return { booking };
}

async function carryBookingOver(ctx: Ctx, { booking }: OfBooking): Promise<void> {
  await ctx.db.table(effect).create({ booking, cause: 'carried' });
}

async function noteThatItWasHeard(ctx: Ctx, { booking }: OfBooking): Promise<void> {
  await ctx.db.table(effect).create({ booking, cause: 'heard' });
}
