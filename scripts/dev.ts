/**
 * `npm run dev`: builds what changed, file by file, and restarts for code, also a plugin's that came or failed; the embedded
 * database keeps running meanwhile. Views, words and assets need no restart: see core/admin/live-reload.
 */
import { loadConfig } from '../config/load-config.ts';
import { startEmbeddedPostgres } from '../core/db/embedded/start-embedded-postgres.ts';
import { packageRoot } from '../core/package-root.ts';
import { keepServer } from './dev/kept-server.ts';
import { watchSources } from './dev/watch-sources.ts';
import { ensureBuild, loadCompiler } from './ensure/build.mjs';
import { stopWithParent } from './stop-with-parent.mjs';

async function develop(): Promise<void> {
  const root = packageRoot();
  const config = loadConfig({ ...process.env, NODE_ENV: 'development' });
  const database = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress: say });
  await ensureBuild();
  const env = { ...process.env, NODE_ENV: 'development', RESTARTABLE: 'true' };
  const server = keepServer(root, process.argv.slice(2), {
    ...env,
    ...(database && { DATABASE_URL: database.url }),
  });
  await loadCompiler();
  let underWay = Promise.resolve();
  watchSources(root, config.pluginsDir, (isCodeChanged) => {
    underWay = underWay.then(() => apply(isCodeChanged ? () => server.renew() : null));
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await database?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

/** What cannot be built is told, and the next change is waited for. */
async function apply(renew: (() => Promise<void>) | null): Promise<void> {
  try {
    await ensureBuild();
    await renew?.();
  } catch (error) {
    say(String(error));
  }
}

function say(message: string): void {
  process.stderr.write(`guildhall: ${message}\n`);
}

stopWithParent();
await develop();
