import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Candidate } from './candidate.ts';
import { findEntry } from './entry-file.ts';

const target = z.union([
  z.string(),
  z.looseObject({ import: z.string().optional(), default: z.string().optional() }),
]);
const manifest = z.looseObject({
  main: z.string().optional(),
  exports: z.union([z.string(), z.looseObject({ '.': target.optional() })]).optional(),
});

/** Plugins named in PLUGINS, looked for in node_modules as Node does, from `root` upwards. */
export function packageCandidates(names: readonly string[], root: string): Candidate[] {
  return names.map((name) => packageCandidate(name, root));
}

function packageCandidate(name: string, root: string): Candidate {
  const folder = findPackage(name, root);
  if (!folder)
    return lost(name, root, `is not installed. Run: npm install ${name}, or take it out of PLUGINS.`);
  const entry = packageEntry(folder);
  if (!entry) return lost(name, folder, 'names no module in its package.json and has no index.js.');
  return { name, origin: 'package', folder, codeFolder: dirname(entry), entry };
}

/** A package that was unpacked into a folder of its own. */
export function unpackedCandidate(name: string, folder: string): Candidate {
  const entry = existsSync(join(folder, 'package.json')) ? packageEntry(folder) : findEntry(folder)?.file;
  if (entry) return { name, origin: 'package', folder, codeFolder: dirname(entry), entry };
  const problem = 'the package names no module in its package.json and has no index.js or index.ts.';
  return { name, origin: 'package', folder, codeFolder: folder, entry: null, problem };
}

function lost(name: string, folder: string, what: string): Candidate {
  const problem = `the package ${name}, named in PLUGINS, ${what}`;
  return { name, origin: 'package', folder, codeFolder: folder, entry: null, problem };
}

function findPackage(name: string, from: string): string | null {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(from);
  return parent === from ? null : findPackage(name, parent);
}

function packageEntry(folder: string): string | null {
  const named = namedModule(folder);
  const file = named && join(folder, named);
  return file && existsSync(file) ? file : (findEntry(folder)?.file ?? null);
}

function namedModule(folder: string): string | undefined {
  const parsed = manifest.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const { exports, main } = parsed.data ?? {};
  const root = typeof exports === 'object' ? exports['.'] : exports;
  return (typeof root === 'object' ? (root.import ?? root.default) : root) ?? main;
}
