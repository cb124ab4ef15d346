/**
 * `npm test`: one throw-away PostgreSQL for all test files; `npm test -- <files>` runs some of them.
 * With `--long` those that can do it run in their long form.
 */
import { startThrowawayCluster } from '../core/testing/cluster.ts';
import { findChromium } from './find-chromium.ts';
import { findFaketime } from './find-faketime.ts';
import { findHaproxy } from './find-haproxy.ts';
import { findRedis } from './find-redis.ts';
import { runEverything, runFiles } from './run-mocha.ts';
import { stopWithParent } from './stop-with-parent.mjs';

const given = process.argv.slice(2);
const isLong = given.includes('--long');
const files = given.filter((word) => word !== '--long');
const say = (message: string) => process.stderr.write(`guildhall: ${message}\n`);

async function runTests(): Promise<boolean> {
  const chromium = findChromium(say);
  const redis = findRedis(say);
  const haproxy = findHaproxy(say);
  const faketime = findFaketime(say);
  const warn = (): void => {
    if (!chromium) warnOfMissingBrowser();
    if (!redis)
      say('NO REDIS TESTS: there is no redis-server. Install it, or set GUILDHALL_REDIS_SERVER to its path.');
    if (!haproxy) say('NO TESTS BEHIND A PROXY: there is no haproxy. Install it.');
    if (!faketime)
      say('NO TESTS OF WRONG CLOCKS: there is no libfaketime. Install it (Debian: libfaketime).');
  };
  warn();
  const cluster = await startThrowawayCluster();
  const variables = {
    GUILDHALL_TEST_DATABASE_URL: cluster.url,
    ...(chromium && { GUILDHALL_CHROMIUM: chromium }),
    ...(redis && { GUILDHALL_REDIS_SERVER: redis }),
    ...(haproxy && { GUILDHALL_TEST_HAPROXY: haproxy }),
    ...(faketime && { GUILDHALL_TEST_FAKETIME: faketime }),
    ...(isLong && { GUILDHALL_TEST_LONG: '1' }),
  };
  try {
    return files.length > 0 ? await runFiles(files, variables) : await runEverything(variables);
  } finally {
    await cluster.stop();
    warn();
  }
}

function warnOfMissingBrowser(): void {
  say('NO BROWSER TESTS: there is no Chromium. Install it, or set GUILDHALL_CHROMIUM to its path.');
}

stopWithParent();
process.exitCode = (await runTests()) ? 0 : 1;
