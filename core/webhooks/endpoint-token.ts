import { createHash, randomBytes } from 'node:crypto';

/** The unguessable part of an address (256 bits). */
export function newEndpointToken(): string {
  return randomBytes(32).toString('base64url');
}

/** In the form the Standard Webhooks scheme gives secrets. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function hashOfEndpointToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function secretPlaceOf(endpointId: string, which: 'current' | 'previous'): string {
  return `webhook:${endpointId}:${which}`;
}
