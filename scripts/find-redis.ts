import { findProgram } from './find-program.ts';

const places = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];

/** The Redis server for tests of what needs one; root on Debian gets it installed when it is missing. */
export function findRedis(say: (message: string) => void): string | undefined {
  return process.env.GUILDHALL_REDIS_SERVER || findProgram({ places, package: 'redis-server' }, say);
}
