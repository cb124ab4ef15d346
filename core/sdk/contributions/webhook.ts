import type { Ctx } from '../context.ts';

/** What came in from outside, as it came. */
export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The bytes that were signed. */
  readonly body: Buffer;
}

/** What a verified request tells. */
export interface VerifiedDelivery {
  /** The sender's own id of this delivery: one that was taken already is acknowledged and not handled again. */
  readonly deliveryId: string;
  /** When the sender signed it, where it says so; more than five minutes away is refused. */
  readonly signedAt?: Date;
  /** Must survive JSON; it is stored, and handled after the sender has been answered. */
  readonly payload: unknown;
}

/** A door for another service's calls. Each workspace has its own address and secret. */
export interface Webhook {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What the sender sends; anything else is refused before it is read. Default: `application/json`. */
  readonly contentType?: string;
  /** Is it genuine? Null when not. Pure: no database, no clock but the one given. */
  verify(request: WebhookRequest, secret: string): VerifiedDelivery | null;
  /** In a transaction, once per delivery, after the sender has its answer. */
  run(ctx: Ctx, payload: unknown): Promise<void>;
}

/** @example defineWebhook({ id: 'forms.typeform', title: 'Typeform', description: 'Answers of a form', verify: verifyTypeform, run: takeAnswer }) */
export function defineWebhook(webhook: Webhook): Webhook {
  return Object.freeze(webhook);
}
