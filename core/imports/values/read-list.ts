/** Google writes `* myContacts ::: * family`; others use `;`, `|` or `,`. The strongest one found splits. */
const separators = [':::', ';', '|', '\n', ','];

/** The parts of a cell that holds several, without repetitions. */
export function readList(text: string): string[] {
  const separator = separators.find((one) => text.includes(one)) ?? ',';
  const parts = text.split(separator).map((part) => part.replace(/^\s*\*\s*/, '').trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}
