/** One row of a file. */
export interface CsvRow {
  /** The line of the file it starts on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it cannot be read as a row; null when it can. */
  readonly problem: string | null;
}

export function isBlank(row: CsvRow): boolean {
  return row.problem === null && row.cells.every((cell) => cell.trim() === '');
}
