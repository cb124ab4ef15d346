import type { Option } from './models.ts';

/** A closed list as options of a select, with the chosen one marked. */
export function optionsOf(words: Readonly<Record<string, string>>, selected: string): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label, selected: value === selected }));
}
