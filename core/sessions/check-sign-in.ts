import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import { normalEmail } from '../users/email-address.ts';
import { isPassword } from '../users/password.ts';
import { deviceProof, isDeviceProof } from './known-device.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  /** What the browser shows as proof of an earlier sign-in; empty for none. */
  readonly device: string;
}

export interface SignedIn {
  readonly userId: string;
  /** To be kept by the browser. */
  readonly device: string;
}

interface Account {
  readonly id: string;
  readonly password_hash: string | null;
}

/**
 * Who has this address and password; null otherwise. The same queries and the same hashing are done
 * whether or not there is such an account, so that neither answer nor time tells.
 * @throws RateLimited
 */
export async function checkSignIn(
  runtime: Runtime,
  { limits, secret }: { limits: SignInLimits; secret: string },
  attempt: SignInAttempt,
): Promise<SignedIn | null> {
  const email = normalEmail(attempt.email);
  const account = await findAccount(runtime, email);
  const stored = account?.password_hash ?? null;
  const device = deviceProof(secret, account?.id ?? '', stored ?? '');
  const isKnownDevice = isDeviceProof(attempt.device, device) && account !== null;
  const counted = { email, address: attempt.address, isKnownDevice };
  await limits.count(counted);
  if (!(await isPassword(attempt.password, stored)) || !account) return null;
  await limits.forgive(counted);
  return { userId: account.id, device };
}

async function findAccount({ database }: Runtime, email: string): Promise<Account | null> {
  const statement = { text: 'select id, password_hash from users where email = $1', values: [email] };
  return (await readInstance<Account>(database, statement))[0] ?? null;
}
