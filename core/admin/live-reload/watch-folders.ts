import { existsSync, type FSWatcher, watch } from 'node:fs';
import { extname } from 'node:path';

/** Longer than files are trusted without a look: whoever is told finds the new ones. */
const settleMs = 250;

export type ScreenChange = 'style' | 'page';

/** Tells of changed files below the folders, once for those that change together. @returns how to stop */
export function watchFolders(folders: readonly string[], tell: (change: ScreenChange) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let changed = new Set<string>();
  const note = (_kind: string, name: string | null) => {
    changed.add(extname(name ?? ''));
    clearTimeout(timer);
    timer = setTimeout(settle, settleMs);
  };
  const settle = () => {
    const isStyle = [...changed].every((extension) => extension === '.css');
    changed = new Set();
    tell(isStyle ? 'style' : 'page');
  };
  const watchers = folders.filter((folder) => existsSync(folder)).flatMap((folder) => watchOne(folder, note));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** Where a system cannot watch, pages are still made anew; only nobody is told. */
function watchOne(folder: string, note: (kind: string, name: string | null) => void): FSWatcher[] {
  try {
    return [watch(folder, { recursive: true, persistent: false }, note).on('error', () => undefined)];
  } catch {
    return [];
  }
}
