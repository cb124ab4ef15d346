/** Small words that belong to the family name: "van der Berg", "de la Cruz". */
const particles = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'di',
  'da',
  'la',
  'le',
  'du',
  'dos',
  'ter',
  'ten',
  'zu',
  'bin',
  'al',
  'st',
]);

/** A whole name as the two fields it stands for: `Marie van der Berg`, `Berg, Marie`. One word is a family name. */
export function splitFullName(name: string, parts: readonly [string, string] | null): Record<string, string> {
  if (!parts) return {};
  const [firstField, lastField] = parts;
  const [family = '', given = ''] = name.split(',').map((part) => part.trim());
  if (given !== '') return { [firstField]: given, [lastField]: family };
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return { [lastField]: name.trim() };
  const particle = words.findIndex(
    (word, index) => index > 0 && index < words.length - 1 && particles.has(word.toLowerCase()),
  );
  const cut = particle > 0 ? particle : words.length - 1;
  return { [firstField]: words.slice(0, cut).join(' '), [lastField]: words.slice(cut).join(' ') };
}
