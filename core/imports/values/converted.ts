/** What a cell became: a value, or a sentence that says why it did not. */
export type Converted = { readonly value: unknown } | { readonly problem: string };

/** Turns the text of one cell, never empty, into a value. */
export type ReadCell = (text: string) => Converted;

/** A cell's text as it fits into a sentence. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `“${line.slice(0, 59)}…”` : `“${line}”`;
}
