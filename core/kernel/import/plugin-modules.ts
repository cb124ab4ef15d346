import { existsSync, realpathSync } from 'node:fs';
import { register } from 'node:module';
import { extname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCompiled, packageRoot } from '../../package-root.ts';
import type { Candidate } from '../find/candidate.ts';
import type { Outside } from './outside-resolver.ts';

/**
 * Lets Node load plugins as they come: TypeScript that no build of ours has seen, and folders outside
 * the package, which neither find `guildhall/sdk` by themselves nor carry a package.json.
 * Costs nothing when there are none of these.
 */
export async function preparePluginModules(candidates: readonly Candidate[]): Promise<void> {
  const present = candidates.filter(({ entry }) => entry !== null);
  if (isCompiled() && present.some(isTypeScript)) (await import('tsx/esm/api')).register();
  const folders = [...new Set(present.map(realFolder).filter(isOutside))];
  if (folders.length > 0)
    registerResolver(folders, apisOf(present.filter((one) => isOutside(realFolder(one)))));
}

function isTypeScript({ entry }: Candidate): boolean {
  return extname(entry ?? '') === '.ts';
}

/** Node resolves imports from where a linked folder really is. */
function realFolder({ codeFolder }: Candidate): string {
  return realpathSync(codeFolder) + sep;
}

/** What we ship and what npm installed beside us needs no help; a package in the data folder does. */
function isOutside(folder: string): boolean {
  const ours = ['plugins', 'dist', 'test', 'node_modules'].map((name) => join(packageRoot(), name) + sep);
  return !ours.some((place) => folder.startsWith(place));
}

/** What others import of them as `guildhall/plugins/<id>`. */
function apisOf(candidates: readonly Candidate[]): Record<string, string> {
  const pairs = candidates.flatMap(({ name, codeFolder }) => {
    const file = ['api.js', 'api.ts'].map((one) => join(codeFolder, one)).find((one) => existsSync(one));
    return file ? [[`guildhall/plugins/${name}`, pathToFileURL(realpathSync(file)).href] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function registerResolver(folders: readonly string[], apis: Readonly<Record<string, string>>): void {
  const within = folders.map((folder) => pathToFileURL(folder).href);
  const data: Outside = { home: import.meta.url, within, apis };
  register(`./outside-resolver${extname(import.meta.url)}`, { parentURL: import.meta.url, data });
}
