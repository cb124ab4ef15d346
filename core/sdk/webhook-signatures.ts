import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VerifiedDelivery, WebhookRequest } from './contributions/webhook.ts';

/**
 * Are two texts the same? Takes equally long wherever they differ, so that nobody guesses one letter by letter.
 *
 * @example if (!isSameText(request.headers['x-token'] ?? '', secret)) return null;
 */
export function isSameText(one: string, other: string): boolean {
  // Of equal length whatever was sent, so that the length of the secret does not show either.
  const digest = (text: string) => createHmac('sha256', 'guildhall').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** How a signature is written and where it stands. */
export interface HmacSignature {
  /** What was signed: the body, or what the sender puts around it. */
  readonly signed: string | Buffer;
  readonly secret: string | Buffer;
  /** As it was sent, without a prefix such as `sha256=`. */
  readonly signature: string;
  readonly encoding: 'hex' | 'base64';
}

/**
 * HMAC-SHA256 (RFC 2104), compared in constant time.
 *
 * @example
 * const [, signature = ''] = (request.headers['x-hub-signature-256'] ?? '').split('sha256=');
 * if (!isSignedBy({ signed: request.body, secret, signature, encoding: 'hex' })) return null;
 */
export function isSignedBy({ signed, secret, signature, encoding }: HmacSignature): boolean {
  return isSameText(createHmac('sha256', secret).update(signed).digest(encoding), signature);
}

/** What `verifyTimestamped` and `verifyStandardWebhook` find: when it was signed. */
export interface SignedAt {
  readonly signedAt: Date;
}

/**
 * `t=<seconds>,v1=<hex>` over `<seconds>.<body>`, as Stripe signs; any of several `v1` will do.
 * The core refuses what was signed more than five minutes away.
 *
 * @returns null when it is not genuine
 * @example const signed = verifyTimestamped(request.body, request.headers['stripe-signature'] ?? '', secret);
 */
export function verifyTimestamped(body: Buffer, header: string, secret: string): SignedAt | null {
  const parts = header.split(',').map((part) => part.trim().split('=', 2));
  const seconds = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(seconds)) return null;
  const signed = Buffer.concat([Buffer.from(`${seconds}.`), body]);
  const signatures = parts.filter(([name]) => name === 'v1').map(([, value = '']) => value);
  const isGenuine = signatures.some((signature) =>
    isSignedBy({ signed, secret, signature, encoding: 'hex' }),
  );
  return isGenuine ? { signedAt: new Date(Number(seconds) * 1_000) } : null;
}

const prefix = 'whsec_';

/**
 * The Standard Webhooks scheme: `webhook-id`, `webhook-timestamp` and `webhook-signature` (`v1,<base64>`, several
 * apart by spaces) over `<id>.<timestamp>.<body>`. A secret that begins with `whsec_` is base64 behind that.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @returns null when it is not genuine or the body is no JSON
 * @example defineWebhook({ id: 'forms.answers', title: 'Answers', description: 'Of a form', verify: verifyStandardWebhook, run: takeAnswer })
 */
export function verifyStandardWebhook(request: WebhookRequest, secret: string): VerifiedDelivery | null {
  const { 'webhook-id': id = '', 'webhook-timestamp': seconds = '' } = request.headers;
  if (id === '' || !/^\d{1,12}$/.test(seconds)) return null;
  const key = secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : secret;
  const signed = Buffer.concat([Buffer.from(`${id}.${seconds}.`), request.body]);
  const signatures = (request.headers['webhook-signature'] ?? '').split(' ').map((one) => one.split(','));
  const isGenuine = signatures.some(
    ([version, signature = '']) =>
      version === 'v1' && isSignedBy({ signed, secret: key, signature, encoding: 'base64' }),
  );
  const payload = isGenuine ? parsed(request.body) : undefined;
  if (payload === undefined) return null;
  return { deliveryId: id, signedAt: new Date(Number(seconds) * 1_000), payload };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
