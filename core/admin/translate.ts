import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Words by key: one text, or one text for each plural form of the language. */
const catalogueShape = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

export type Catalogue = z.infer<typeof catalogueShape>;
export type Values = Readonly<Record<string, unknown>>;

/** The words for a key, with `{name}` filled in. `count` chooses the plural form. */
export type Translate = (key: string, values?: Values) => string;

/** Read `<language>.json` of each folder; the first folder wins. */
export function readCatalogue(folders: readonly string[], language: string): Catalogue {
  const merged: Catalogue = {};
  for (const folder of [...folders].reverse()) {
    const file = join(folder, `${language}.json`);
    if (existsSync(file)) Object.assign(merged, catalogueIn(file));
  }
  return merged;
}

/** @throws Error naming the file and what is wrong in it */
function catalogueIn(file: string): Catalogue {
  try {
    return catalogueShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const fix =
      'Write it as { "key": "words" }, or { "key": { "one": "…", "other": "…" } } for plural forms.';
    throw new Error(`${file}: ${fix}`, { cause: error });
  }
}

/** A missing key is shown as itself, so that it is seen and can be found. */
export function createTranslate(catalogue: Catalogue, language: string): Translate {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const entry = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (entry === undefined) return key;
    const text = typeof entry === 'string' ? entry : chooseForm(entry, plural, values.count);
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      wordsOf(values[name], numbers, placeholder),
    );
  };
}

function chooseForm(
  forms: Readonly<Record<string, string>>,
  plural: Intl.PluralRules,
  count: unknown,
): string {
  const form = plural.select(typeof count === 'number' ? count : 0);
  return forms[form] ?? forms.other ?? '';
}

function wordsOf(value: unknown, numbers: Intl.NumberFormat, placeholder: string): string {
  if (typeof value === 'number') return numbers.format(value);
  return value === undefined || value === null ? placeholder : String(value);
}
