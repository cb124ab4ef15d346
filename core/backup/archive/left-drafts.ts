import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What archives are called while they are written; other drafts are somebody else's. */
const draftName = /-\d{8}-\d{6}\.tar\.gz(\.age|\.locked)?\.part$/;
/** Whoever writes one does so all the time. */
const leftAfterMs = 60 * 60 * 1_000;

/** Drafts of processes that were killed while they wrote an archive would lie there for ever. */
export async function removeLeftDrafts(folder: string, now: Date): Promise<void> {
  const names = (await readdir(folder)).filter((name) => draftName.test(name));
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < now.getTime() - leftAfterMs) await rm(path, { force: true });
  }
}
