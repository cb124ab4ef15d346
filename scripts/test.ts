/**
 * `npm test`: one throw-away PostgreSQL for all test files; `npm test -- <files>` runs some of them.
 * With `--long` those that can do it run in their long form.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { startThrowawayCluster } from '../core/testing/cluster.ts';
import { findChromium } from './find-chromium.ts';
import { findHaproxy } from './find-haproxy.ts';
import { findRedis } from './find-redis.ts';
import { stopWithParent } from './stop-with-parent.mjs';

const everything = ['core', 'plugins', 'config', 'test', 'scripts', 'bench'].map(
  (room) => `${room}/**/*.test.ts`,
);
const given = process.argv.slice(2);
const isLong = given.includes('--long');
const files = given.filter((word) => word !== '--long');
const say = (message: string) => process.stderr.write(`guildhall: ${message}\n`);

async function runTests(): Promise<number> {
  const chromium = findChromium(say);
  const redis = findRedis(say);
  const haproxy = findHaproxy(say);
  const warn = (): void => {
    if (!chromium) warnOfMissingBrowser();
    if (!redis)
      say('NO REDIS TESTS: there is no redis-server. Install it, or set GUILDHALL_REDIS_SERVER to its path.');
  };
  warn();
  const cluster = await startThrowawayCluster();
  try {
    return await runMocha({
      GUILDHALL_TEST_DATABASE_URL: cluster.url,
      ...(chromium && { GUILDHALL_CHROMIUM: chromium }),
      ...(redis && { GUILDHALL_REDIS_SERVER: redis }),
      ...(haproxy && { GUILDHALL_TEST_HAPROXY: haproxy }),
      ...(isLong && { GUILDHALL_TEST_LONG: '1' }),
    });
  } finally {
    await cluster.stop();
    warn();
  }
}

function runMocha(variables: Record<string, string>): Promise<number> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const child = spawn(
    process.execPath,
    [mocha, ...mochaOptions(), ...(files.length > 0 ? files : everything)],
    {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'test', ...variables },
    },
  );
  passSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function mochaOptions(): string[] {
  const options = ['--reporter', 'scripts/count-reporter.mjs', '--ignore', '**/node_modules/**'];
  return process.env.CI ? [...options, '--forbid-only'] : options;
}

/** Ctrl-C reaches mocha by itself; staying alive until it ends lets the cluster be stopped. */
function passSignals(child: ChildProcess): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
}

function warnOfMissingBrowser(): void {
  say('NO BROWSER TESTS: there is no Chromium. Install it, or set GUILDHALL_CHROMIUM to its path.');
}

stopWithParent();
process.exitCode = await runTests();
