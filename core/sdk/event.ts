import type { z } from 'zod';

/** A thing that happened, in the past tense: `finance.invoice.sent`. */
export interface EventRef<Payload> {
  readonly id: string;
  readonly schema: z.ZodType<Payload>;
  readonly options?: EventOptions<Payload>;
}

export interface EventOptions<Payload> {
  /** The id of the record it is about: listeners hear the events of one record one after another. */
  about?(payload: Payload): string;
}

/**
 * Name an event and the shape of what it tells. Payloads carry ids, not records.
 *
 * @example
 * export const invoiceSent = defineEvent('finance.invoice.sent', z.object({ invoiceId: z.uuid() }), {
 *   about: ({ invoiceId }) => invoiceId });
 */
export function defineEvent<Payload>(
  id: string,
  schema: z.ZodType<Payload>,
  options: EventOptions<Payload> = {},
): EventRef<Payload> {
  return Object.freeze({ id, schema, options });
}
