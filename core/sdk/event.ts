import type { z } from 'zod';

/** A thing that happened, in the past tense: `finance.invoice.sent`. */
export interface EventRef<Payload> {
  readonly id: string;
  readonly schema: z.ZodType<Payload>;
}

/**
 * Name an event and the shape of what it tells. Payloads carry ids, not records.
 *
 * @example export const invoiceSent = defineEvent('finance.invoice.sent', z.object({ invoiceId: z.uuid() }));
 */
export function defineEvent<Payload>(id: string, schema: z.ZodType<Payload>): EventRef<Payload> {
  return Object.freeze({ id, schema });
}
