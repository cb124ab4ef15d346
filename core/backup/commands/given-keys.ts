import { type ArchiveKeys, readIdentity, readPassphrase } from '../archive/archive-keys.ts';
import { WrongUse } from './command-problem.ts';

/** Options that every command which writes archives takes. */
export const lockingOptions = {
  'passphrase-file': { type: 'string' },
  recipient: { type: 'string' },
} as const;

/** Options that every command which reads archives takes. */
export const openingOptions = {
  'passphrase-file': { type: 'string' },
  'identity-file': { type: 'string' },
} as const;

interface Given {
  readonly 'passphrase-file'?: string | undefined;
  readonly recipient?: string | undefined;
  readonly 'identity-file'?: string | undefined;
}

/** @throws WrongUse when a key cannot be read */
export async function givenKeys(given: Given, usual: ArchiveKeys = {}): Promise<ArchiveKeys> {
  const { recipient } = given;
  if (recipient !== undefined && !/^age1[0-9a-z]{20,}$/.test(recipient)) {
    throw new WrongUse('--recipient takes the public half of an age key; it begins with age1.');
  }
  try {
    if (given['passphrase-file'] !== undefined)
      return { passphrase: await readPassphrase(given['passphrase-file']) };
    if (given['identity-file'] !== undefined) return { identity: await readIdentity(given['identity-file']) };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
  return recipient === undefined ? usual : { recipient };
}
