import { type CsvRow, isBlank } from './csv-row.ts';

const addressOrLink = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^https?:\/\//;
const number = /^[^\p{L}]{0,4}[+-]?\d[\d\s.,()/-]*%?$/u;
const day = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$/;

function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  return addressOrLink.test(text) || number.test(text) || day.test(text);
}

/** The width most rows have. */
export function usualWidth(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0])[0];
}

/**
 * The line of the column names: the first row that is as wide as the rest, filled, and holds words
 * rather than data. Titles above it are passed over. 0 when the file starts with data.
 */
export function findHeaderLine(rows: readonly CsvRow[]): number {
  const filled = rows.filter((row) => !isBlank(row));
  const width = usualWidth(filled);
  const candidate = filled.slice(0, 15).find((row) => isWideAndFilled(row, width));
  return candidate && hasNames(candidate) ? candidate.line : 0;
}

function isWideAndFilled({ cells }: CsvRow, width: number): boolean {
  const used = cells.filter((cell) => cell.trim() !== '').length;
  return cells.length >= width && used * 2 > width;
}

function hasNames({ cells }: CsvRow): boolean {
  const data = cells.filter(looksLikeData);
  return data.length * 5 < cells.length && !data.some((cell) => addressOrLink.test(cell.trim()));
}

/** Names for columns, no two alike and none empty: people must be able to tell them apart. */
export function columnNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ') || `Column ${index + 1}`;
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
