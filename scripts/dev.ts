/**
 * `npm run dev`: runs from TypeScript and restarts when code changes, also a plugin's that came or failed; the embedded
 * database keeps running meanwhile. Views, words and assets need no restart: see core/admin/live-reload.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { loadConfig } from '../config/load-config.ts';
import { startEmbeddedPostgres } from '../core/db/embedded/start-embedded-postgres.ts';
import { stopWithParent } from './stop-with-parent.mjs';

const watched = ['plugins/*/*.ts', 'plugins/*/!(public|test)/**/*.ts', 'plugins/*/package.json'];

async function develop(): Promise<void> {
  const config = loadConfig({ ...process.env, NODE_ENV: 'development' });
  const database = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress: say });
  const child = watch({ NODE_ENV: 'development', ...(database && { DATABASE_URL: database.url }) });
  passSignals(child);
  child.once('exit', (code) => {
    process.exitCode = code ?? 0;
    void database?.stop();
  });
}

function watch(variables: Record<string, string>): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  const options = [
    'watch',
    '--clear-screen=false',
    '--conditions=source',
    ...watched.map((files) => `--include=${files}`),
  ];
  return spawn(process.execPath, [tsx, ...options, 'core/main.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  });
}

/** The watcher gets Ctrl-C itself; we stay until it has ended, to stop the database after it. */
function passSignals(child: ChildProcess): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
}

function say(message: string): void {
  process.stderr.write(`guildhall: ${message}\n`);
}

stopWithParent();
await develop();
