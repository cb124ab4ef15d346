import { readFile } from 'node:fs/promises';
import type { Decrypter, Encrypter } from 'age-encryption';
import type { SealKeys } from './seal.ts';

/** How an archive is locked or opened; none of them means that it is not encrypted. */
export interface ArchiveKeys {
  readonly passphrase?: string;
  /** `age1…`: whoever holds the key to it can open the archive; the instance that writes it cannot. */
  readonly recipient?: string;
  /** `AGE-SECRET-KEY-1…`, the key to a recipient. */
  readonly identity?: string;
  /** The instance's own for one workspace, the first in use: 256 bits each, in hexadecimal. */
  readonly own?: readonly string[];
  /** What proves that this instance wrote an archive of a workspace. */
  readonly seals?: SealKeys;
}

/** `own` keys cannot be guessed, so nothing is gained by making each try slow. */
const ownWork = 4;

const shortest = 12;

/** Loaded by whoever encrypts: it takes a tenth of a start, and most starts never need it. */
const age = () => import('age-encryption');

/** @returns null when nothing is to be encrypted */
export async function encrypterFor({
  passphrase,
  recipient,
  own: [own] = [],
}: ArchiveKeys): Promise<Encrypter | null> {
  if (recipient === undefined && passphrase === undefined && own === undefined) return null;
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  if (own !== undefined) encrypter.setScryptWorkFactor(ownWork);
  if (recipient !== undefined) encrypter.addRecipient(recipient);
  else encrypter.setPassphrase(own ?? passphrase ?? '');
  return encrypter;
}

export async function decrypterFor({
  passphrase,
  identity,
  own = [],
}: ArchiveKeys): Promise<Decrypter | null> {
  if (identity === undefined && passphrase === undefined && own.length === 0) return null;
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  if (identity !== undefined) decrypter.addIdentity(identity);
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  for (const one of own) decrypter.addPassphrase(one);
  return decrypter;
}

/** The first line of a file, so that a passphrase never stands in a list of processes. @throws Error when it is too short */
export async function readPassphrase(file: string): Promise<string> {
  const passphrase = (await readFile(file, 'utf8')).split('\n')[0]?.trim() ?? '';
  if (passphrase.length >= shortest) return passphrase;
  throw new Error(`The first line of ${file} is the passphrase; it needs at least ${shortest} characters.`);
}

/** The key in a file as `age-keygen` writes it, comments and all. @throws Error when there is none */
export async function readIdentity(file: string): Promise<string> {
  const found = (await readFile(file, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (found) return found.trim();
  throw new Error(`${file} holds no line that begins with AGE-SECRET-KEY-1.`);
}

export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

export async function makeKeyPair(): Promise<KeyPair> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
