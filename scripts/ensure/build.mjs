import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { inRoot, readJson, say } from './root.mjs';
import { contentHash, listPackageFolders, listSources, outputOf, stampOf } from './sources.mjs';

const manifestFile = inRoot('dist', '.build.json');
const inputsOfAll = [
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/ensure/build.mjs',
  'scripts/ensure/transpile.mjs',
];

/** Compiles TypeScript into `dist` and copies what lies beside it; only files whose content changed. */
export async function ensureBuild() {
  const paths = listSources();
  const stamp = stampOf([...inputsOfAll, ...paths, ...listPackageFolders()]);
  const last = readJson(manifestFile);
  if (last?.stamp === stamp) return;
  const now = {
    stamp,
    basis: basisOfAll(),
    files: Object.fromEntries(paths.map((path) => [path, contentHash(path)])),
  };
  const known = last?.basis === now.basis ? last.files : {};
  removeObsolete(Object.keys(last?.files ?? {}), now.files);
  await buildChanged(paths.filter((path) => known[path] !== now.files[path] || !existsSync(outputOf(path))));
  linkPackageFolders();
  writeFileSync(manifestFile, JSON.stringify(now));
}

/** It takes a second to load, so it is only when something is to be built, or may soon be. */
export function loadCompiler() {
  return import('./transpile.mjs');
}

/** When the compiler or its options change, everything is built again. */
function basisOfAll() {
  const compiler = readJson(inRoot('node_modules/typescript/package.json'))?.version;
  return [compiler, ...inputsOfAll.map(contentHash)].join(' ');
}

async function buildChanged(paths) {
  mkdirSync(inRoot('dist'), { recursive: true });
  if (paths.length === 0) return;
  const startedAt = Date.now();
  const { transpile } = await loadCompiler();
  say(`building ${paths.length} files`);
  for (const path of paths) {
    const text = readFileSync(inRoot(path));
    const outputs = path.endsWith('.ts') ? transpile(path, text.toString()) : [[outputOf(path), text]];
    for (const [file, content] of outputs) write(file, content);
  }
  say(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function removeObsolete(before, now) {
  for (const path of before.filter((path) => !(path in now))) {
    rmSync(outputOf(path), { force: true });
    rmSync(`${outputOf(path)}.map`, { force: true });
  }
}

/** Packages a plugin brought along are found from its compiled files as well. */
function linkPackageFolders() {
  for (const path of listPackageFolders()) {
    const link = inRoot('dist', path);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { recursive: true, force: true });
    symlinkSync(
      process.platform === 'win32' ? inRoot(path) : relative(dirname(link), inRoot(path)),
      link,
      'junction',
    );
  }
}
