import { hash, randomBytes, randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const form = /^gh_([a-z0-9]{8})_[A-Za-z0-9_-]{43}$/;

export interface NewToken {
  /** Shown once, never stored. */
  readonly token: string;
  /** Tells keys apart in lists. */
  readonly prefix: string;
  readonly hash: string;
}

/** A key with 256 random bits. */
export function newToken(): NewToken {
  const id = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  const token = `gh_${id}_${randomBytes(32).toString('base64url')}`;
  return { token, prefix: `gh_${id}`, hash: hashOfToken(token) };
}

export function isToken(text: string): boolean {
  return form.test(text);
}

/** A plain hash is enough: nobody guesses 256 bits, and it is looked up on every call. */
export function hashOfToken(token: string): string {
  return hash('sha256', token, 'hex');
}
