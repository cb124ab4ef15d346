/** A name as it is compared: no case, no accents, no punctuation. `E-mail 1 - Value` → `e mail 1 value`. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The same without spaces: `open_deal`, `Open deal` and `openDeal` meet here. */
export function plainKey(text: string): string {
  return plainWords(text).replaceAll(' ', '');
}
