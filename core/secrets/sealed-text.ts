import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Unavailable } from '../sdk/index.ts';
import { type KeyRing, ownKey } from './key-ring.ts';

/** Whose secret it is and where it stands: sealed along, so that it opens nowhere else. */
export interface SecretPlace {
  /** A workspace's id, or `instance`. */
  readonly owner: string;
  /** Unique for the owner: `settings:mail.sending:key`. */
  readonly place: string;
}

const algorithm = 'aes-256-gcm';
const form = 'v1';
const ivBytes = 12;
const shape = /^v1\.([0-9a-f]{12})\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;

/** `v1.<key id>.<iv>.<text>.<tag>`: AES-256-GCM (NIST SP 800-38D) under the owner's own key. */
export function seal(ring: KeyRing, at: SecretPlace, plain: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, ownKey(ring.current, at.owner), iv);
  cipher.setAAD(boundTo(at));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const parts = [iv, text, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [form, ring.current.id, ...parts].join('.');
}

/** @throws Unavailable when its key is not among ours, or it was sealed for another place */
export function unseal(ring: KeyRing, at: SecretPlace, sealed: string): string {
  const [, id = '', iv = '', text = '', tag = ''] = shape.exec(sealed) ?? [];
  const key = ring.find(id);
  if (!key) throw cannotOpen(at, 'The key it was stored with is not among the keys of this instance.');
  try {
    const decipher = createDecipheriv(algorithm, ownKey(key, at.owner), Buffer.from(iv, 'base64url'));
    decipher.setAAD(boundTo(at));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString();
  } catch {
    // The cause is left out on purpose: it says nothing, and its stack might.
    throw cannotOpen(at, 'It was not stored for this place.');
  }
}

function boundTo({ owner, place }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([owner, place]));
}

function cannotOpen({ place }: SecretPlace, why: string): Unavailable {
  return new Unavailable(`A stored secret cannot be opened. ${why} Enter it anew.`, { place });
}
