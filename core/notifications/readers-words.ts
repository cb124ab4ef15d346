import type { Words } from '../admin/words/words.ts';
import type { ReadersWords } from '../sdk/index.ts';

/** The words of a plugin, or of the house itself, for one reader. */
export type WordsOf = (plugin: string) => ReadersWords;

/** What nobody translated stays English; a key without any words is shown as itself. */
export function readersWords(words: Words, locale: string): WordsOf {
  return (plugin) => {
    if (plugin === 'core') return words.in(locale);
    return (key, values) => words.ofPlugin(locale, plugin, key, values) ?? key;
  };
}
