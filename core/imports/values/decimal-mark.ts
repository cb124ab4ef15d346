/** What stands before the decimals; the other one may group thousands. */
export const decimalMarks = { '.': '1,234.56', ',': '1.234,56' } as const;

export type DecimalMark = keyof typeof decimalMarks;

const lastMark = /[.,](?=\d*\D*$)/;

/** The mark that fits a whole column; the locale decides where `1.234` could mean either. */
export function detectDecimalMark(texts: readonly string[], locale: string): DecimalMark {
  const votes = { '.': 0, ',': 0 };
  for (const text of texts) {
    const vote = voteOf(text.replace(/[^\d.,]/g, ''));
    if (vote) votes[vote]++;
  }
  if (votes['.'] !== votes[',']) return votes['.'] > votes[','] ? '.' : ',';
  return (1.5).toLocaleString(locale).includes(',') ? ',' : '.';
}

function voteOf(digits: string): DecimalMark | null {
  const last = lastMark.exec(digits);
  if (!last) return null;
  const mark = last[0] === ',' ? ',' : '.';
  const other = mark === ',' ? '.' : ',';
  if (digits.includes(other)) return mark;
  const isRepeated = digits.indexOf(mark) !== last.index;
  if (isRepeated) return other;
  return digits.length - last.index - 1 === 3 ? null : mark;
}
