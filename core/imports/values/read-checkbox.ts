const yes = new Set([
  'yes',
  'y',
  'true',
  't',
  '1',
  'x',
  'on',
  'checked',
  '✓',
  '✔',
  'ja',
  'j',
  'oui',
  'si',
  'sí',
  'sim',
  'wahr',
  'vrai',
  'waar',
]);
const no = new Set([
  'no',
  'n',
  'false',
  'f',
  '0',
  'off',
  'unchecked',
  '-',
  'nee',
  'nein',
  'non',
  'não',
  'falsch',
  'faux',
  'onwaar',
]);

/** Yes or no in the words of the usual exports; null for anything else. */
export function readCheckbox(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}
