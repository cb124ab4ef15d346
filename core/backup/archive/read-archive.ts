import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { readArchiveFile } from './archive-file.ts';
import type { ArchiveKeys } from './archive-keys.ts';
import { type ChecksumLedger, createLedger } from './checksum-ledger.ts';
import { headerPath, isChecksumPart, manifestPath } from './layout.ts';
import {
  type ArchiveHeader,
  type ArchiveManifest,
  formatVersion,
  headerSchema,
  manifestSchema,
} from './manifest.ts';
import { ArchiveRefused, damaged, foreign, truncated } from './refused.ts';
import { isSealedBy, type SealKeys } from './seal.ts';
import { type ArchivePart, tarParts, wholePart } from './tar-parts.ts';

const mostListBytes = 64 * 1024 * 1024;

export interface ArchiveContents {
  readonly header: ArchiveHeader;
  readonly manifest: ArchiveManifest;
  /** Of a workspace, and sealed by one of the keys that were given. */
  readonly isSealed: boolean;
}

export type TakePart = (part: ArchivePart, header: ArchiveHeader) => Promise<void>;

/**
 * Reads an archive from end to end, handing each part on as it comes, and proves it whole: every part against its
 * checksum, every list of checksums against the manifest.
 * @throws ArchiveRefused at the latest at the end, so nothing that was handed on counts before this returns
 */
export async function readArchive(path: string, keys: ArchiveKeys, take: TakePart): Promise<ArchiveContents> {
  const stream = await readArchiveFile(path, keys);
  try {
    return await readParts(stream, keys, take);
  } finally {
    stream.destroy();
  }
}

async function readParts(stream: Readable, { seals }: ArchiveKeys, take: TakePart): Promise<ArchiveContents> {
  const ledger = createLedger();
  const parts = tarParts(stream);
  const header = await takeHeader(parts, ledger);
  for await (const part of parts) {
    if (part.path === manifestPath) {
      const text = await wholePart(part, mostListBytes);
      const manifest = parse(manifestSchema, text, 'its manifest cannot be read');
      ledger.close(manifest);
      if (!(await parts.next()).done) throw damaged('it goes on after its end');
      return { header, manifest, isSealed: isSealed(header, text, seals) };
    }
    if (isChecksumPart(part.path)) ledger.compare(await wholePart(part, mostListBytes));
    else await takePart(part, ledger, (one) => take(one, header));
  }
  throw truncated();
}

function isSealed(
  { kind, workspaces: [workspace] }: ArchiveHeader,
  manifest: Buffer,
  seals?: SealKeys,
): boolean {
  if (kind !== 'workspace' || !workspace || !seals) return false;
  return isSealedBy(seals(workspace.id), JSON.parse(manifest.toString()) as Record<string, unknown>);
}

async function takePart(
  part: ArchivePart,
  ledger: ChecksumLedger,
  take: (part: ArchivePart) => Promise<void>,
): Promise<void> {
  const content = ledger.through(part.path, part.content);
  await take({ ...part, content });
  for await (const _rest of content);
}

async function takeHeader(parts: AsyncIterator<ArchivePart>, ledger: ChecksumLedger): Promise<ArchiveHeader> {
  const first = await parts.next().catch((error: unknown) => {
    throw /tar header/.test(String(error)) ? foreign() : error;
  });
  if (first.done || first.value.path !== headerPath) throw foreign();
  const content = ledger.through(headerPath, first.value.content);
  return headerFrom(await wholePart({ ...first.value, content }, mostListBytes));
}

function headerFrom(text: Buffer): ArchiveHeader {
  const { format, formatVersion: version } = jsonOf(text, foreign()) as Partial<ArchiveHeader>;
  if (format === headerSchema.shape.format.value && Number(version) > formatVersion) {
    throw new ArchiveRefused(
      'The archive was written by a newer Guildhall, in a form this one does not know. Update Guildhall first.',
    );
  }
  const { data } = headerSchema.safeParse(jsonOf(text, foreign()));
  if (!data) throw foreign();
  return data;
}

function parse<Schema extends z.ZodType>(schema: Schema, text: Buffer, problem: string): z.infer<Schema> {
  const { data, success } = schema.safeParse(jsonOf(text, damaged(problem)));
  if (!success) throw damaged(problem);
  return data;
}

function jsonOf(text: Buffer, problem: ArchiveRefused): unknown {
  try {
    const value: unknown = JSON.parse(text.toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw problem;
  }
}
