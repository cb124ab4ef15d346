import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Proves to the first-run page that somebody can read what the start prints. It is made from the instance's
 * secret, so every process and every restart prints the same one; with the first owner it becomes useless.
 */
export function setupToken(secret: string): string {
  return createHmac('sha256', secret).update('guildhall: first owner').digest('base64url').slice(0, 32);
}

export function isSetupToken(given: string, secret: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(setupToken(secret))];
  return left.length === right.length && timingSafeEqual(left, right);
}
