import { hash, randomBytes } from 'node:crypto';

const form = /^[A-Za-z0-9_-]{43}$/;

/** For a link that proves who was given it: 256 random bits; only their hash is stored. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hash('sha256', token, 'hex') };
}

/** Null for what cannot be one. */
export function hashOfLink(token: string): string | null {
  return form.test(token) ? hash('sha256', token, 'hex') : null;
}
