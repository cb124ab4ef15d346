import { findProgram } from './find-program.ts';

/** The proxy for the tests of rolling restarts. */
export function findHaproxy(say: (message: string) => void): string | undefined {
  return findProgram({ places: ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'], package: 'haproxy' }, say);
}
