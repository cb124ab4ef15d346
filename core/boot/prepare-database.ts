import type { Config } from '../../config/schema.ts';
import { DataFolderInUse } from '../db/embedded/folder-lock.ts';
import { runningServer } from '../db/embedded/running-server.ts';
import { startEmbeddedPostgres } from '../db/embedded/start-embedded-postgres.ts';
import type { MigrationTarget } from '../db/migrations/run.ts';
import { checkAppRole } from '../db/roles/check-app-role.ts';
import { prepareRoles } from '../db/roles/prepare-roles.ts';
import { readLogin } from '../db/roles/role-names.ts';
import type { Closing } from './closing.ts';

export interface PreparedDatabase {
  readonly target: MigrationTarget;
  readonly appUrl: string;
}

/**
 * The database to use, ours or the one in DATABASE_URL, with roles that keep workspaces apart. With
 * `mayShare`, ours may be one that another process of this instance keeps running.
 */
export async function prepareDatabase(
  config: Config,
  closing: Closing,
  report: (message: string) => void,
  { mayShare = false }: { readonly mayShare?: boolean } = {},
): Promise<PreparedDatabase> {
  const start = () => startOwn(config, closing, report);
  const adminUrl = config.databaseUrl ?? (await (mayShare ? shareOwn(config, start) : start()));
  const prefix = config.databaseRolePrefix;
  const { ownerUrl, appUrl } = await prepareRoles({ adminUrl, prefix, appUrl: config.databaseAppUrl });
  await checkAppRole(appUrl);
  const roles = { app: readLogin(appUrl).user, definer: `${prefix}_definer` };
  return { target: { ownerUrl, roles }, appUrl };
}

async function shareOwn({ dataDir }: Config, start: () => Promise<string>): Promise<string> {
  try {
    return await start();
  } catch (error) {
    const running = error instanceof DataFolderInUse ? await runningServer(dataDir) : null;
    if (running === null) throw error;
    return running;
  }
}

async function startOwn(
  { dataDir }: Config,
  closing: Closing,
  onProgress: (message: string) => void,
): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir, onProgress });
  closing.add('the embedded PostgreSQL', () => server.stop());
  return server.url;
}
