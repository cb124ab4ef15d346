import type { Config } from '../../config/schema.ts';
import { loadSecrets } from '../../config/secrets.ts';
import type { Runtime } from '../runtime.ts';
import { type KeyRing, keyRing } from './key-ring.ts';

/** Told when the key was renewed: every process seals by the new one from then on. */
export const secretsKeyTopic = 'secrets-key';

type KeyHolder = Pick<Runtime, 'config' | 'broadcast'>;

const known = new WeakMap<Config, Promise<KeyRing>>();
const listening = new WeakSet<Config>();

/** The keys of this instance: from the environment, or from the data folder, read once. */
export function openKeyRing(holder: KeyHolder): Promise<KeyRing> {
  const { config } = holder;
  listen(holder);
  const ring = known.get(config) ?? readKeyRing(config);
  known.set(config, ring);
  ring.catch(() => known.delete(config));
  return ring;
}

/** The same, read anew: another process may have renewed the key. */
export function reopenKeyRing(holder: KeyHolder): Promise<KeyRing> {
  known.delete(holder.config);
  return openKeyRing(holder);
}

function listen({ config, broadcast }: KeyHolder): void {
  if (listening.has(config)) return;
  listening.add(config);
  broadcast.hear(secretsKeyTopic, () => void known.delete(config));
}

/** The same where no process is told of anything: at the command line. */
export async function readKeyRing({ secretsKey, secretsKeyPrevious, dataDir }: Config): Promise<KeyRing> {
  if (secretsKey) return keyRing([secretsKey, ...(secretsKeyPrevious ? [secretsKeyPrevious] : [])]);
  const secrets = await loadSecrets(dataDir);
  return keyRing([secrets.secretsKey, ...secrets.previousSecretsKeys]);
}
