import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of our package.json, from source and from `dist` alike. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Do we run compiled, from `dist`, rather than from TypeScript? */
export function isCompiled(): boolean {
  return import.meta.url.endsWith('.js');
}

/** Where code lies, `dist` or the root itself: `codeFolder('migrations')`. */
export function codeFolder(name: string): string {
  return join(packageRoot(), isCompiled() ? 'dist' : '.', name);
}

export function packageVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
