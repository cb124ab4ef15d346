import type { Runtime } from '../runtime.ts';
import { type KeyRing, ownKey } from '../secrets/key-ring.ts';
import { openKeyRing } from '../secrets/open-key-ring.ts';
import type { ArchiveKeys } from './archive/archive-keys.ts';
import type { SealKeys } from './archive/seal.ts';

/** Made from the instance's key for stored secrets, another for each workspace. */
export function sealKeys({ all }: KeyRing): SealKeys {
  return (workspaceId) => all.map((key) => ownKey(key, `archive seal ${workspaceId}`));
}

/** What locks the archives of a workspace that stay on the server, opens them again, and seals them. */
export async function ownKeys(
  holder: Pick<Runtime, 'config' | 'broadcast'>,
  workspaceId: string,
): Promise<ArchiveKeys> {
  return ownKeysIn(await openKeyRing(holder), workspaceId);
}

/** The same from keys that were read already. */
export function ownKeysIn(ring: KeyRing, workspaceId: string): ArchiveKeys {
  const own = ring.all.map((key) => ownKey(key, `archive lock ${workspaceId}`).toString('hex'));
  return { own, seals: sealKeys(ring) };
}
