import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { inRoot } from './root.mjs';

const folders = ['core', 'config', 'migrations', 'plugins', 'themes'];

/** Every file that belongs in `dist`: code to compile, and what lies beside it to copy. */
export function listSources() {
  return folders.flatMap((folder) => listFolder(folder));
}

/** Folders of a plugin's own packages, which are linked and not copied. */
export function listPackageFolders() {
  return namesIn('plugins')
    .map(({ name }) => `plugins/${name}/node_modules`)
    .filter(isFolderAt);
}

function listFolder(folder) {
  return namesIn(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && isFolderAt(path));
    if (isFolder) return isLeftOut(entry.name, folder) ? [] : listFolder(path);
    return entry.name.endsWith('.test.ts') || entry.name.endsWith('.d.ts') ? [] : [path];
  });
}

function isFolderAt(path) {
  return statSync(inRoot(path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isLeftOut(name, parent) {
  const isTests = name === 'test' && /^(core|plugins)\//.test(`${parent}/`);
  return name === 'node_modules' || name.startsWith('.') || isTests;
}

function namesIn(folder) {
  try {
    return readdirSync(inRoot(folder), { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Changes whenever a file is touched; cheap, because nothing is read. */
export function stampOf(paths) {
  const hash = createHash('sha1');
  for (const path of paths) {
    const { size, mtimeMs } = statSync(inRoot(path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

export function contentHash(path) {
  return createHash('sha1')
    .update(readFileSync(inRoot(path)))
    .digest('hex');
}

/** Where the compiled or copied file goes. */
export function outputOf(path) {
  return inRoot('dist', path.replace(/\.ts$/, '.js'));
}
