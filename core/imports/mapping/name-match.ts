import { labelsOf, type Resource } from '../../sdk/index.ts';
import { plainWords } from '../values/plain-words.ts';
import type { ImportTarget } from './import-target.ts';
import { nounGroups, qualifiers, synonymGroups } from './synonyms.ts';

/** The names a column may bear to be meant for a target, the target's own ones apart. */
export interface TargetNames {
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Spelling variants of whole words that would keep names apart. */
export function phrase(text: string): string {
  return plainWords(text)
    .replace(/\be mail\b/g, 'email')
    .replace(/\borganisation\b/g, 'organization');
}

export function namesOf({ name, label, field, group: kind }: ImportTarget): TargetNames {
  const bare = name.replace(/^custom\./, '').replace(/(Id|Minor)$/, '');
  const own = new Set([phrase(label), phrase(bare), phrase(name), ...(field.synonyms ?? []).map(phrase)]);
  if (kind === 'special') return { own, others: new Set() };
  const groups = phraseGroups.filter((group) =>
    group.some((word, index) => own.has(word) && (index === 0 || isOfOne(word))),
  );
  return { own, others: new Set(groups.flat()) };
}

const phraseGroups = synonymGroups.map((group) => group.map(phrase));

/** "Title" is a word of several groups, and proves none. */
function isOfOne(word: string): boolean {
  return phraseGroups.filter((group) => group.includes(word)).length === 1;
}

/** The words for the records themselves, which say nothing about a column. */
export function nounsOf(resource: Resource): ReadonlySet<string> {
  const own = [resource.noun, ...labelsOf(resource)].map(phrase);
  const kin = nounGroups.filter((group) => group.some((word) => own.includes(word)));
  return new Set([...own, ...kin.flat()]);
}

const certain = 100;
const usual = 90;
const stripped = 10;

/** How well a column's name fits a target: 0 for not at all, 100 for its very name. */
export function nameScore(header: string, names: TargetNames, nouns: ReadonlySet<string>): number {
  const words = phrase(header).split(' ');
  const bare = words.filter((word) => !nouns.has(word));
  const plain = bare.filter((word) => !qualifiers.includes(word));
  const penalty = Math.max(0, ...bare.map((word) => qualifiers.indexOf(word)));
  return Math.max(
    phraseScore(words, names),
    phraseScore(bare, names) - stripped,
    phraseScore(plain, names) - stripped - penalty,
    0,
  );
}

function phraseScore(words: readonly string[], { own, others }: TargetNames): number {
  const whole = words.join(' ');
  if (whole === '') return 0;
  if (own.has(whole)) return certain;
  return others.has(whole) ? usual : 0;
}
