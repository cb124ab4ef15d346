import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isCompiled, packageRoot } from '../../package-root.ts';

export interface Entry {
  readonly codeFolder: string;
  readonly file: string;
}

/** Which file declares the plugin of a folder: TypeScript while we run from source, else what is compiled. */
export function findEntry(folder: string, compiled = isCompiled()): Entry | null {
  const places = compiled
    ? [...compiledPlaces(folder), place(folder, 'index.js'), place(folder, 'index.ts')]
    : [place(folder, 'index.ts'), place(folder, 'index.js')];
  return places.find(({ file }) => existsSync(file)) ?? null;
}

/** Our own build counts for the folders it was made from, not for one of the same name elsewhere. */
function compiledPlaces(folder: string): Entry[] {
  const own = join(packageRoot(), 'plugins');
  if (!folder.startsWith(`${own}/`)) return [];
  return [place(join(packageRoot(), 'dist', 'plugins', folder.slice(own.length + 1)), 'index.js')];
}

function place(codeFolder: string, file: string): Entry {
  return { codeFolder, file: join(codeFolder, file) };
}
