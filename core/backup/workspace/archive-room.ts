import { Conflict } from '../../sdk/index.ts';
import { storedArchives } from '../stored-archives.ts';

/** What one workspace may keep on the server. */
export const mostArchives = 20;
const mostBytes = 20 * 1024 ** 3;

/** @returns how many bytes there is room for @throws Conflict when there is none */
export async function archiveRoom(folder: string): Promise<number> {
  const stored = await storedArchives(folder);
  const room = mostBytes - stored.reduce((sum, { bytes }) => sum + bytes, 0);
  if (stored.length < mostArchives && room > 0) return room;
  throw new Conflict(`A workspace keeps ${mostArchives} archives and 20 GB at most. Delete one first.`);
}
