import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { NotFound } from '../sdk/index.ts';
import { unpackArchive } from './archive/unpack-archive.ts';

export function checksumOf(archive: Buffer): string {
  return createHash('sha256').update(archive).digest('hex');
}

/** The place of a package in the data folder: by its checksum, so that no two versions ever meet. */
export function packageFolder(dataDir: string, sha256: string): string {
  return join(dataDir, 'plugins', sha256.slice(0, 32));
}

/** Unpacks an archive into its place, once; a broken attempt leaves nothing there. @returns the folder */
export async function unpackInto(dataDir: string, sha256: string, archive: Buffer): Promise<string> {
  const folder = packageFolder(dataDir, sha256);
  if (await isThere(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  try {
    await unpackArchive(archive, draft);
    await rename(draft, folder).catch(async (error: unknown) => {
      // Another process was first; what it unpacked is the same.
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() ?? false;
}

export interface StoredPackage {
  readonly sha256: string;
  readonly plugin: string;
  readonly version: string;
  readonly source: string;
  readonly summary: unknown;
  readonly content: Buffer;
  readonly addedBy: string | null;
}

const insert = `
  insert into plugin_packages (sha256, plugin_id, version, source, content, summary, added_by)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (sha256) do update set source = excluded.source, summary = excluded.summary, added_at = now()`;

/** Keeps an archive at hand. */
export async function storePackage(database: Database, one: StoredPackage): Promise<void> {
  await inInstance(database, async (unit) => {
    const { sha256, plugin, version, source, content, addedBy } = one;
    const values = [sha256, plugin, version, source, content, JSON.stringify(one.summary), addedBy];
    await unit.run({ text: insert, values });
  });
}

/** @throws NotFound when nobody looked at it, or long ago */
export async function loadPackage(database: Database, sha256: string): Promise<StoredPackage> {
  const text = `select sha256, plugin_id as plugin, version, source, content, summary, added_by as "addedBy"
    from plugin_packages where sha256 = $1`;
  const [found] = await inInstance(database, (unit) => unit.run<StoredPackage>({ text, values: [sha256] }));
  if (!found) throw new NotFound('This package is no longer at hand. Choose it again.');
  return found;
}
