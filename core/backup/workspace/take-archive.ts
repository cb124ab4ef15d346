import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Runtime } from '../../runtime.ts';
import { Conflict, InvalidInput, TooLarge } from '../../sdk/index.ts';
import { locked } from '../archive/archive-file.ts';
import { removeLeftDrafts } from '../archive/left-drafts.ts';
import { ArchiveRefused, foreign } from '../archive/refused.ts';
import { backupName } from '../backup-name.ts';
import { ownKeys } from '../own-keys.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { workspaceArchives } from '../stored-archives.ts';
import { archiveRoom } from './archive-room.ts';
import { refuseOthers } from './refuse-others.ts';

const mostBytes = 5 * 1024 ** 3;
const draftName = /^upload-.*\.part$/;

/**
 * Keeps an archive of this workspace that somebody brings, locked as it arrives. It is read to its end, and refused when
 * it is damaged, holds anything else or was not written here. @returns its name @throws InvalidInput, TooLarge, Conflict
 */
export async function takeArchive(runtime: Runtime, workspaceId: string, content: Readable): Promise<string> {
  const { config, now } = runtime;
  const folder = workspaceArchives(config, workspaceId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const most = Math.min(mostBytes, await archiveRoom(folder));
  await refuseSecond(folder, now());
  const keys = await ownKeys(runtime, workspaceId);
  const name = backupName(now(), keys, 'upload');
  const draft = join(folder, `${name}.part`);
  try {
    const zipped = Readable.from(limited(content, most), { objectMode: false });
    await pipeline(await locked(zipped, keys), createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    refuseOthers(await checkArchive(draft, keys), workspaceId);
    await rename(draft, join(folder, name));
    return name;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw underWay();
    await rm(draft, { force: true });
    throw error instanceof ArchiveRefused ? notThis(error.message) : error;
  }
}

const underWay = () => new Conflict('An archive is being uploaded already. Wait until that is done.');

/** One at a time for each workspace; what a killed process left does not count for long. */
async function refuseSecond(folder: string, now: Date): Promise<void> {
  await removeLeftDrafts(folder, now);
  if ((await readdir(folder)).some((name) => draftName.test(name))) throw underWay();
}

async function* limited(content: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of content) {
    if (bytes === 0) refuseOtherFiles(chunk);
    bytes += chunk.length;
    if (bytes > most)
      throw new TooLarge(
        'The archive is larger than 5 GB, or than there is room for. Delete others, or bring it in with "npm run import".',
      );
    yield chunk;
  }
}

/** Known by its first bytes, before it is locked and looks like any other. */
function refuseOtherFiles(start: Buffer): void {
  if (start.toString('latin1', 0, 3) === 'age')
    throw new ArchiveRefused('It is encrypted. Open it with its key first: age --decrypt.');
  if (start[0] !== 0x1f || (start.length > 1 && start[1] !== 0x8b)) throw foreign();
}

function notThis(message: string): InvalidInput {
  return new InvalidInput([{ path: ['file'], message }]);
}
