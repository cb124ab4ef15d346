import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const iterations = 4096;

/**
 * A role's password, derived from the administrator's: every process finds the same one without a shared file.
 * Without an administrator password (trust or certificate login) the role has none either.
 */
export function derivePassword(adminPassword: string | undefined, role: string): string | undefined {
  if (!adminPassword) return undefined;
  return createHmac('sha256', adminPassword).update(`guildhall role ${role}`).digest('hex');
}

/** What PostgreSQL stores for a password (RFC 5803), so that no password stands in a statement or a log. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
