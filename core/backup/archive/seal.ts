import { createHmac, timingSafeEqual } from 'node:crypto';

/** Keys by which an instance proves that an archive of this workspace is as it wrote it; the first seals. */
export type SealKeys = (workspaceId: string) => readonly Buffer[];

/** HMAC-SHA256 (RFC 2104) over the manifest, which vouches for every part. Checksums anybody can make anew. */
export function sealOf(key: Buffer, manifest: object): string {
  return createHmac('sha256', key).update(JSON.stringify(manifest)).digest('hex');
}

/** @param manifest as it was read, `seal` included */
export function isSealedBy(
  keys: readonly Buffer[],
  { seal, ...manifest }: Readonly<Record<string, unknown>>,
): boolean {
  const given = Buffer.from(typeof seal === 'string' ? seal : '');
  return keys.some((key) => {
    const own = Buffer.from(sealOf(key, manifest));
    return own.length === given.length && timingSafeEqual(own, given);
  });
}
