/** Why a row cannot come in as it is. */
export interface RowProblem {
  /** The label of the field, or null for the row as a whole. */
  readonly field: string | null;
  readonly message: string;
  /** What the cell holds. */
  readonly value: string;
}

export function wholeRow(message: string): RowProblem {
  return { field: null, message, value: '' };
}

const longestValue = 60;

/** A problem as one sentence a person reads beside its row. */
export function problemText({ field, message, value }: RowProblem): string {
  const line = value.replace(/\s+/g, ' ').trim();
  const shown = line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
  return [field === null ? '' : `${field}: `, message, shown === '' ? '' : ` (“${shown}”)`].join('');
}

export function problemsText(problems: readonly RowProblem[]): string {
  return problems.map(problemText).join(' · ');
}
