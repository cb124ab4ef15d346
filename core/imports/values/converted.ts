/** What a cell became: a value, or a sentence that says why it did not. */
export type Converted = { readonly value: unknown } | { readonly problem: string };

/** Turns the text of one cell, never empty, into a value. */
export type ReadCell = (text: string) => Converted;
