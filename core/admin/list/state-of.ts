/** A short text that differs when what is shown differs (FNV-1a): a page keeps rows that did not change. */
export function stateOf(shown: unknown): string {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify(shown)) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
