import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
];

/** The Redis server for tests of what needs one; root on Debian gets it installed when it is missing. */
export function findRedis(say: (message: string) => void): string | undefined {
  const given = process.env.GUILDHALL_REDIS_SERVER;
  if (given) return given;
  const found = usualPlaces.find((path) => existsSync(path));
  if (found || !canInstall()) return found;
  say('installing Redis for the tests that need one (apt-get install redis-server); this can take a minute');
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', 'redis-server'],
  ]) {
    spawnSync('apt-get', args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return usualPlaces.find((path) => existsSync(path));
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}
