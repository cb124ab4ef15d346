import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readThemeFile } from './theme-file.ts';

/** A theme's folder, and that of the theme it builds on, and so on: the nearest first. */
export function themeChain(themesFolder: string, name: string): readonly string[] {
  const folders: string[] = [];
  for (let next: string | null = name; next !== null; next = readThemeFile(join(themesFolder, next)).parent) {
    const folder = join(themesFolder, next);
    if (folders.includes(folder)) break;
    folders.push(folder);
  }
  const last = join(themesFolder, 'default');
  return folders.includes(last) ? folders : [...folders, last];
}

export interface TemplateFolders {
  /** Themes, the nearest first; the last is the default one, which has everything. */
  readonly themes: readonly string[];
  /** Folders of plugins by their id; each may hold `views/`. */
  readonly plugins: ReadonlyMap<string, string>;
}

/**
 * Where the file of a view may lie, best first: theme, parent theme, then the plugin that the view's
 * first part names. `crm/contact/list` is a plugin's own view of a screen.
 */
export function placesOf(folders: TemplateFolders, view: string): readonly string[] {
  const [first = '', ...rest] = view.split('/');
  const pluginFolder = folders.plugins.get(first);
  const own = pluginFolder && rest.length > 0 ? [join(pluginFolder, 'views', `${rest.join('/')}.hbs`)] : [];
  return [...folders.themes.map((theme) => join(theme, 'views', `${view}.hbs`)), ...own];
}

export function hasView(folders: TemplateFolders, view: string): boolean {
  return viewName.test(view) && placesOf(folders, view).some((place) => existsSync(place));
}

const viewName = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

/** The file of the first of these views that exists anywhere. */
export function findView(folders: TemplateFolders, views: readonly string[]): string {
  for (const view of views) {
    if (!viewName.test(view)) throw new Error(`${view} is no name of a view.`);
    const file = placesOf(folders, view).find((place) => existsSync(place));
    if (file) return file;
  }
  throw new Error(`There is no view ${views.join(' or ')}.`);
}
