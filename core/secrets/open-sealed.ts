import type { Runtime } from '../runtime.ts';
import { openKeyRing, reopenKeyRing } from './open-key-ring.ts';
import { type SecretPlace, unseal } from './sealed-text.ts';

/** The plain text of a stored secret. @throws Unavailable when it cannot be opened */
export async function openSealed(
  runtime: Pick<Runtime, 'config' | 'broadcast'>,
  at: SecretPlace,
  sealed: string,
): Promise<string> {
  const ring = await openKeyRing(runtime);
  const keyId = sealed.split('.')[1] ?? '';
  return unseal(ring.find(keyId) ? ring : await reopenKeyRing(runtime), at, sealed);
}
