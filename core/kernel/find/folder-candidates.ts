import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Candidate } from './candidate.ts';
import { findEntry } from './entry-file.ts';

const isPlain = (name: string): boolean => !/^[._]/.test(name) && name !== 'node_modules';

/** Every sub-folder is meant to be a plugin; links count, files and hidden folders do not. */
export async function folderCandidates(pluginsDir: string): Promise<Candidate[]> {
  const names = (await readdir(pluginsDir).catch(() => [])).filter(isPlain).sort();
  const folders = names.map((name) => join(pluginsDir, name));
  const areFolders = await Promise.all(folders.map(isFolder));
  return folders.filter((_, index) => areFolders[index]).map(folderCandidate);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

export function folderCandidate(folder: string): Candidate {
  const entry = findEntry(folder);
  const common = { name: basename(folder), origin: 'folder', folder } as const;
  if (entry) return { ...common, codeFolder: entry.codeFolder, entry: entry.file };
  const problem = 'there is no index.ts or index.js in this folder. Add one that exports definePlugin(...).';
  return { ...common, codeFolder: folder, entry: null, problem };
}
