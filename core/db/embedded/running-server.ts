import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSecrets } from '../../../config/secrets.ts';
import { serverAddress } from './server-address.ts';
import { readServerFile } from './server-file.ts';

/** Superuser address of the embedded PostgreSQL that another process keeps running here; null when none is ready. */
export async function runningServer(dataDir: string): Promise<string | null> {
  const folder = await realpath(join(dataDir, 'postgres')).catch(() => null);
  if (folder === null) return null;
  const home = { folder, data: join(folder, 'data'), run: join(folder, 'run') };
  const server = await readServerFile(home.data);
  if (!server?.isReady) return null;
  const { databasePassword } = await loadSecrets(dataDir);
  return serverAddress(home, server.port, databasePassword);
}
