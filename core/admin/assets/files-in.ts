import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The plain files below a folder by their path in it; links are passed over, so none leads out of it. */
export function filesIn(folder: string): (readonly [name: string, file: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(folder, file).split(sep).join('/'), file] as const);
}
