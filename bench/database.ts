import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../core/db/embedded/start-embedded-postgres.ts';
import { readLogin, withLogin } from '../core/db/roles/role-names.ts';

export interface BenchDatabase {
  /** What the product is given as DATABASE_URL. */
  readonly adminUrl: string;
  /** A superuser on the product's own database: row-level security does not hold for it. */
  readonly superuserUrl: string;
  /** Temporary folder for the product's files. */
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL with the settings the product ships, in a folder that goes afterwards. */
export async function startDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'cluster') });
  return {
    adminUrl: server.url,
    superuserUrl: withLogin(server.url, { ...readLogin(server.url), database: 'guildhall' }),
    dataDir: join(folder, 'product'),
    async stop() {
      await server.stop();
      await rm(server.folder, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
