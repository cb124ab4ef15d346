import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { TemplateFolders } from './template-folders.ts';

/**
 * Every partial and layout by its name, `layouts/app` or `cells/money`: a map fixed when it is read,
 * so that no value of a record can name a file. A nearer theme wins. Those of a plugin carry its id in
 * front, `crm/deal-line`, and lie in `views/partials/`; a theme may replace them like any other.
 */
export function partialFiles({ themes, plugins }: TemplateFolders): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [id, folder] of plugins) addAll(files, join(folder, 'views', 'partials'), `${id}/`);
  for (const theme of [...themes].reverse()) {
    addAll(files, join(theme, 'partials'), '');
    addAll(files, join(theme, 'layouts'), 'layouts/');
  }
  return files;
}

function addAll(files: Map<string, string>, folder: string, prefix: string): void {
  for (const file of templatesIn(folder)) files.set(prefix + nameIn(folder, file), file);
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
