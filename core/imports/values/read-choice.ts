import type { Choice } from '../../sdk/index.ts';
import { plainKey } from './plain-words.ts';

/** Finds the value behind a word: the value itself, its label or a synonym, however it is spelled. */
export function choiceFinder(choices: readonly Choice[]): (text: string) => string | null {
  const values = new Map<string, string>();
  for (const { value, synonyms = [] } of choices) {
    for (const word of synonyms) values.set(plainKey(word), value);
  }
  for (const { value, label } of choices) values.set(plainKey(label), value);
  for (const { value } of choices) values.set(plainKey(value), value);
  return (text) => values.get(plainKey(text)) ?? null;
}
