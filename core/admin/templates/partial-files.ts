import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Every partial and layout by its name, `layouts/app` or `cells/money`: a map fixed when it is read,
 * so that no value of a record can name a file. A nearer theme wins.
 */
export function partialFiles(themes: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const theme of [...themes].reverse()) {
    for (const file of templatesIn(join(theme, 'partials')))
      files.set(nameIn(join(theme, 'partials'), file), file);
    for (const file of templatesIn(join(theme, 'layouts'))) files.set(nameIn(theme, file), file);
  }
  return files;
}

function templatesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function nameIn(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/').slice(0, -'.hbs'.length);
}
