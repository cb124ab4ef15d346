import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput, TooLarge } from '../../sdk/index.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { backupName } from '../backup-name.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { workspaceArchives } from '../stored-archives.ts';

const mostBytes = 5 * 1024 ** 3;

/**
 * Keeps an archive of this workspace that somebody brings. It is read to its end first, and refused when it is damaged
 * or holds anything else. @returns its name @throws InvalidInput, TooLarge
 */
export async function takeArchive(
  { config, now }: Runtime,
  workspaceId: string,
  content: Readable,
): Promise<string> {
  const folder = workspaceArchives(config, workspaceId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = backupName(now(), {}, 'upload');
  const draft = join(folder, `${name}.part`);
  try {
    await pipeline(content, limited, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    await refuseOthers(draft, workspaceId);
    await rename(draft, join(folder, name));
    return name;
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof ArchiveRefused) throw notThis(error.message);
    throw error;
  }
}

async function* limited(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new TooLarge('The archive is larger than 5 GB. Bring it in with "npm run import".');
    yield chunk;
  }
}

async function refuseOthers(path: string, workspaceId: string): Promise<void> {
  const { header } = await checkArchive(path, {});
  if (header.kind === 'workspace' && header.workspaces[0]?.id === workspaceId) return;
  throw notThis(
    'It holds another workspace, or a whole instance. Only the admin of the instance brings those in.',
  );
}

function notThis(message: string): InvalidInput {
  return new InvalidInput([{ path: ['file'], message }]);
}
