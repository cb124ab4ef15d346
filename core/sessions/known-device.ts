import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proof that somebody signed in to an account here before; a new password makes it void. */
export function deviceProof(secret: string, userId: string, passwordHash: string): string {
  return createHmac('sha256', secret).update(`device\n${userId}\n${passwordHash}`).digest('base64url');
}

export function isDeviceProof(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
