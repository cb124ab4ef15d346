import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** For development: what is made from files is made again when one of them changed, came or went. */
export function reloading<Made>(folders: readonly string[], make: () => Made): () => Made {
  let last: { readonly stamp: string; readonly made: Made; readonly seenAt: number } | null = null;
  return () => {
    if (last && performance.now() - last.seenAt < restMs) return last.made;
    const stamp = stampOf(folders);
    const made = last?.stamp === stamp ? last.made : make();
    last = { stamp, made, seenAt: performance.now() };
    return made;
  };
}

/** A page asks hundreds of times; the files are looked at once. */
const restMs = 200;

/** Differs when any file below the folders differs in name or time. */
function stampOf(folders: readonly string[]): string {
  return folders.flatMap(filesBelow).map(fileStamp).join('\n');
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function fileStamp(file: string): string {
  return `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0}`;
}
