import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../core/package-root.ts';

/** Words of a page that are the key of a text instead of the text: `list.none-help`. */
export function keysLeftIn(text: string): string[] {
  const areas = areasOfTexts();
  return text
    .split(/[\s“”"'(),:;]+/)
    .filter((word) => /^[a-z][a-z-]*(\.[a-z-]+)+$/.test(word))
    .filter((word) => areas.has(word.slice(0, word.indexOf('.'))));
}

/** The first parts of all keys: `list`, `board`, `setup` … */
function areasOfTexts(): Set<string> {
  const file = join(packageRoot(), 'themes', 'default', 'locales', 'en.json');
  const texts: object = JSON.parse(readFileSync(file, 'utf8'));
  return new Set(Object.keys(texts).map((key) => key.slice(0, key.indexOf('.'))));
}
