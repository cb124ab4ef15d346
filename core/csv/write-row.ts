const lineEnd = '\r\n';
/** What a spreadsheet may take for a formula (OWASP, "CSV Injection"), full-width forms too. */
const formulaStart = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Signed numbers and phone numbers start alike, but hold nothing that could run. */
const plainNumber = /^[+-]?[\d(][\d\s.,()/-]*%?$/;
const guard = "'";

/**
 * A cell as it goes into a file that people open in a spreadsheet: text that would run as a formula
 * gets an apostrophe in front. `-12.50` and `+31 20 123 4567` stay as they are.
 */
export function guardCell(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? guard + text : text;
}

/** The opposite of `guardCell`, for files that come back. */
export function unguardCell(text: string): string {
  return text.startsWith(guard) && formulaStart.test(text) ? text.slice(1) : text;
}

const needsQuotes = /[",;\t\n\r]|^\s|\s$/;

function quoted(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row of a CSV file by RFC 4180, safe to open in a spreadsheet. */
export function writeRow(cells: readonly string[]): string {
  return cells.map((cell) => quoted(guardCell(cell))).join(',') + lineEnd;
}
