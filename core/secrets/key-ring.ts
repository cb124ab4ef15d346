import { createHash, hkdfSync } from 'node:crypto';

/** A key that others are derived from; its id tells which one sealed something, and nothing more. */
export interface MasterKey {
  readonly id: string;
  readonly text: string;
}

/** What seals from now on, and what opens what was sealed before. */
export interface KeyRing {
  readonly current: MasterKey;
  /** The current one first. */
  readonly all: readonly MasterKey[];
  find(id: string): MasterKey | undefined;
}

/** The first key is the current one. */
export function keyRing([first, ...previous]: readonly [string, ...string[]]): KeyRing {
  const current = masterKey(first);
  const all = [current, ...previous.map(masterKey)];
  const byId = new Map(all.map((key) => [key.id, key]));
  return { current, all, find: (id) => byId.get(id) };
}

function masterKey(text: string): MasterKey {
  const id = createHash('sha256').update(`guildhall key id:${text}`).digest('hex').slice(0, 12);
  return { id, text };
}

const salt = 'guildhall stored secrets';
const keyBytes = 32;

/** A key of one owner's own (HKDF-SHA256, RFC 5869): a workspace's key opens nothing of another's. */
export function ownKey({ text }: MasterKey, owner: string): Buffer {
  return Buffer.from(hkdfSync('sha256', text, salt, owner, keyBytes));
}
