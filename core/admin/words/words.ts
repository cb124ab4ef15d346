import { join } from 'node:path';
import { memo } from '../format/memo.ts';
import type { TemplateFolders } from '../templates/template-folders.ts';
import { type Catalogue, createTranslate, readCatalogue, type Translate, type Values } from '../translate.ts';
import { firstLanguage, languagesFor } from './languages-for.ts';

/** All words of the house and its plugins, in every language that somebody reads. */
export interface Words {
  /** For somebody of this locale, `de-AT`. What is not translated stays English. */
  in(locale: string): Translate;
  /** A plugin's own words for a key; null where it has none. */
  ofPlugin(locale: string, plugin: string, key: string, values?: Values): string | null;
  /** The language that pages are in for them: theirs, where the theme speaks it. */
  language(locale: string): string;
  /** The same for the pages of a plugin. */
  pluginLanguage(locale: string, plugin: string): string;
}

/** Told of a plugin's file of words that cannot be read; its declaration's English stays. */
export type Complain = (plugin: string, error: unknown) => void;

/** Catalogues are read when somebody needs them, and kept. */
export function readWords({ themes, plugins }: TemplateFolders, complain: Complain): Words {
  const ofThemes = themes.map((folder) => join(folder, 'locales'));
  const ofPlugin = (id: string, language: string) =>
    readOwn(id, () => readCatalogue([join(plugins.get(id) ?? '', 'locales')], language), complain);

  const catalogueIn = memo((locale) => {
    const best = [...languagesFor(locale)].reverse();
    const own = [...plugins.keys()].flatMap((id) =>
      best.map((language) => prefixed(id, ofPlugin(id, language))),
    );
    const theirs = best.map((language) => readCatalogue(ofThemes, language));
    return Object.assign({}, ...theirs, ...own) as Catalogue;
  });
  const translateIn = memo((locale) => createTranslate(catalogueIn(locale), locale));
  const languageOf = memo((locale) => spoken(locale, (language) => readCatalogue(ofThemes, language)));
  const pluginLanguageOf = memo((key) => {
    const [locale = '', id = ''] = key.split('|');
    return spoken(locale, (language) => ofPlugin(id, language));
  });

  return {
    in: translateIn,
    ofPlugin(locale, plugin, key, values) {
      const name = ownKey(plugin, key);
      return Object.hasOwn(catalogueIn(locale), name) ? translateIn(locale)(name, values) : null;
    },
    language: languageOf,
    pluginLanguage: (locale, plugin) => pluginLanguageOf(`${locale}|${plugin}`),
  };
}

function spoken(locale: string, catalogue: (language: string) => Catalogue): string {
  const speaks = (language: string) => Object.keys(catalogue(language)).length > 0;
  return languagesFor(locale).find(speaks) ?? firstLanguage;
}

function readOwn(plugin: string, read: () => Catalogue, complain: Complain): Catalogue {
  try {
    return read();
  } catch (error) {
    complain(plugin, error);
    return {};
  }
}

/** A plugin's words stand under its name, so that none can take the place of another's. */
function prefixed(plugin: string, catalogue: Catalogue): Catalogue {
  return Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [ownKey(plugin, key), text]));
}

function ownKey(plugin: string, key: string): string {
  return `${plugin}:${key}`;
}
