const severalValues = /\s*(?::::|[;\n])\s*/;
const namedAddress = /^.*<\s*([^<>\s]+@[^<>\s]+)\s*>$/;
const scheme = /^[a-z][a-z0-9+.-]*:/i;

/** The first of several values in a cell: address books put all numbers of a person into one. */
function first(text: string): string {
  return text.split(severalValues).find((part) => part !== '') ?? '';
}

/** One line: breaks in a street or a title become commas. */
export function tidyLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ', ');
}

/** `mailto:ada@example.org` and `Ada <ada@example.org>` → the address alone. */
export function tidyEmail(text: string): string {
  const one = first(text.trim().replace(/^mailto:/i, ''));
  const list = one.includes('@', one.indexOf('@') + 1) ? (one.split(',')[0] ?? '') : one;
  return namedAddress.exec(list)?.[1] ?? list.trim();
}

/** Typographic dashes and spaces, `tel:` and `ext. 12` in the form a phone number is kept in. */
export function tidyPhone(text: string): string {
  return first(text.trim())
    .replace(/^(tel|phone|mobile|p|m|t)\s*[:.]\s*/i, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/\s*(?:,|;)?\s*(?:ext(?:ension)?|x)\.?:?\s*(\d+)$/i, ' x$1')
    .trim();
}

/** `example.org` → `https://example.org`. */
export function tidyUrl(text: string): string {
  const one = text.trim().split(/\s*(?::::|\n)\s*/)[0] ?? '';
  return scheme.test(one) && !/^[^/]+:\d/.test(one) ? one : `https://${one}`;
}
