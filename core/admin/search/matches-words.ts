/** Does a text hold the beginning of each of these words? What was not typed matches everything. */
export function matchesWords(text: string, words: string): boolean {
  const parts = partsOf(text);
  return partsOf(words).every((word) => parts.some((part) => part.startsWith(word)));
}

function partsOf(text: string): string[] {
  return text
    .toLocaleLowerCase()
    .split(/[\s/]+/)
    .filter((part) => part !== '');
}
