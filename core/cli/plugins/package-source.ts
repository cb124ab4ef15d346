import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { packFolder } from '../../packages/archive/pack-folder.ts';
import { fetchPackage } from '../../packages/fetch-package.ts';
import { sendRequest } from '../../ports/outbound/send-request.ts';
import type { Terminal } from '../terminal.ts';

/** The archive that is meant: a folder, a `.tgz` file, or else the name of an npm package. */
export async function archiveOf(
  { config }: Terminal,
  text: string,
): Promise<{ archive: Buffer; source: string }> {
  const path = resolve(text);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return { archive: await packFolder(path), source: `folder:${basename(path)}` };
  if (found) return { archive: await readFile(path), source: `file:${basename(path)}` };
  const rules = { allowed: config.outboundAllow };
  return fetchPackage((request) => sendRequest(request, rules), config.pluginRegistry, text);
}
