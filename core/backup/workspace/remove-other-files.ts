import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf } from '../../ports/files/files-of.ts';

const key = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files that an archive does not know belonged to records that it put away. */
export async function removeOtherFiles(
  dataDir: string,
  workspaceId: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  const names = await readdir(join(dataDir, 'files', workspaceId)).catch(() => []);
  const store = filesOf({ config: { dataDir } });
  for (const name of names) if (key.test(name) && !kept.has(name)) await store.remove(workspaceId, name);
}
