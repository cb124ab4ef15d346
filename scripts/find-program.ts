import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Program {
  readonly places: readonly string[];
  /** The Debian package it is in. */
  readonly package: string;
}

/** A program that some tests need; root on Debian gets it installed when it is missing. */
export function findProgram(
  { places, package: name }: Program,
  say: (message: string) => void,
): string | undefined {
  const found = places.find((path) => existsSync(path));
  if (found || !canInstall()) return found;
  say(`installing ${name} for the tests (apt-get install ${name}); this can take a minute`);
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', name],
  ]) {
    spawnSync('apt-get', args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return places.find((path) => existsSync(path));
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}
