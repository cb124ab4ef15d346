import { basename, isAbsolute } from 'node:path';
import { requestOutbound } from '../../ports/outbound/request-outbound.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { packFolder } from '../archive/pack-folder.ts';
import { fetchPackage } from '../fetch-package.ts';
import { loadPackage } from '../package-store.ts';
import { type Preview, previewPackage } from '../preview.ts';
import { assertMayInstall } from './ways-to-install.ts';

export type OfferingRuntime = Pick<
  Runtime,
  'config' | 'database' | 'log' | 'target' | 'registry' | 'broadcast'
>;

export interface OfferWords {
  /** The person who looks at it. */
  readonly by: string;
  /** The SHA-256 it must have, where somebody knows it. */
  readonly expected?: string | undefined;
}

/** Looks at an archive that was sent. Nothing is installed. @throws NotAllowed, InvalidInput, Conflict */
export function offerUpload(
  runtime: OfferingRuntime,
  { fileName, archive }: { readonly fileName: string; readonly archive: Buffer },
  words: OfferWords,
): Promise<Preview> {
  assertMayInstall(runtime.config, 'upload');
  return look(runtime, { archive, source: `file:${basename(fileName)}` }, words);
}

/** The same with a folder on the server. @throws NotAllowed, InvalidInput, NotFound, Conflict */
export async function offerFolder(
  runtime: OfferingRuntime,
  path: string,
  words: OfferWords,
): Promise<Preview> {
  assertMayInstall(runtime.config, 'folder');
  if (!isAbsolute(path)) {
    throw new InvalidInput([
      { path: ['folder'], message: 'Write the whole path, such as /srv/plugins/fleet.' },
    ]);
  }
  return look(runtime, { archive: await packFolder(path), source: `folder:${basename(path)}` }, words);
}

/** The same with a package of the registry. @throws NotAllowed, InvalidInput, NotFound, Conflict, Unavailable */
export async function offerFromRegistry(
  runtime: OfferingRuntime,
  name: string,
  words: OfferWords,
): Promise<Preview> {
  assertMayInstall(runtime.config, 'registry');
  const ask = (request: Parameters<typeof requestOutbound>[2]) => requestOutbound(runtime, null, request);
  return look(runtime, await fetchPackage(ask, runtime.config.pluginRegistry, name), words);
}

/** Once more at a package that is at hand, for what holds now. @throws NotFound */
export async function lookAgain(runtime: OfferingRuntime, sha256: string): Promise<Preview> {
  const { content: archive, source, addedBy: by } = await loadPackage(runtime.database, sha256);
  return previewPackage(runtime, { archive, source, by, isKept: false });
}

function look(
  runtime: OfferingRuntime,
  found: { readonly archive: Buffer; readonly source: string },
  { by, expected }: OfferWords,
): Promise<Preview> {
  return previewPackage(runtime, { ...found, by, ...(expected?.trim() ? { expected } : {}) });
}
