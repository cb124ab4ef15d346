import type { Ctx } from '../context.ts';
import type { EventRef } from '../event.ts';
import type { ResourceRef } from '../resource-ref.ts';

/** What can happen to a record. */
export type ChangeKind = 'created' | 'updated' | 'removed' | 'restored';

/** What a listener of record changes is told. */
export interface RecordChange {
  readonly recordId: string;
  readonly version: number;
  readonly kind: ChangeKind;
}

/** The event behind a call of a listener. */
export interface HeardEvent {
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  /** `user:<id>`, `apiKey:<id>` or `system:<reason>`. */
  readonly actor: string;
}

interface ListenerCommon {
  readonly title: string;
  /** Events of one record one after another, or as they come. Default: `record`. */
  readonly order?: 'record' | 'none';
  /** Tries in all before it lies among the dead letters. Default: 8. */
  readonly attempts?: number;
  /** Default: 30 000. */
  readonly timeoutMs?: number;
}

/** A listener for an event that a plugin tells. */
export interface EventListenerOptions<Payload> extends ListenerCommon {
  readonly event: EventRef<Payload>;
  readonly changes?: never;
  run(ctx: Ctx, payload: Payload, event: HeardEvent): Promise<void>;
}

/** A listener for what happens to the records of a resource. */
export interface ChangeListenerOptions extends ListenerCommon {
  readonly event?: never;
  readonly changes: { readonly of: ResourceRef; readonly kinds: readonly ChangeKind[] };
  run(ctx: Ctx, change: RecordChange, event: HeardEvent): Promise<void>;
}

/** What `defineListener` gives. */
export type Listener = { readonly id: string } & (EventListenerOptions<never> | ChangeListenerOptions);

/**
 * What happens after something happened, in a transaction of its own: it may fail and be tried again
 * without harm to what it follows. Its id is stable: it keeps its place in the events by it.
 *
 * @example
 * export const invoiceWonDeals = defineListener('finance.invoice-won-deals', {
 *   title: 'Draft an invoice for a won deal', event: dealWon, run: draftInvoice });
 */
export function defineListener<Payload>(id: string, options: EventListenerOptions<Payload>): Listener;
export function defineListener(id: string, options: ChangeListenerOptions): Listener;
export function defineListener<Payload>(
  id: string,
  options: EventListenerOptions<Payload> | ChangeListenerOptions,
): Listener {
  return Object.freeze({ id, ...options }) as unknown as Listener;
}
