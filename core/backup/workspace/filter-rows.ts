const tab = 0x09;
const lineEnd = 0x0a;

/**
 * Of rows in PostgreSQL's text form, those that have one of these values in a column. Tabs and line ends in values are
 * escaped in that form, and ids hold nothing that is, so bytes can be compared.
 */
export function filterRows(part: Buffer, column: number, values: ReadonlySet<string>): Buffer {
  const kept: Buffer[] = [];
  for (let start = 0; start < part.length; ) {
    const found = part.indexOf(lineEnd, start);
    const end = found === -1 ? part.length : found + 1;
    const row = part.subarray(start, end);
    if (values.has(valueAt(row, column))) kept.push(row);
    start = end;
  }
  return Buffer.concat(kept);
}

export function valueAt(row: Buffer, column: number): string {
  let start = 0;
  for (let passed = 0; passed < column; passed += 1) start = row.indexOf(tab, start) + 1;
  let end = row.indexOf(tab, start);
  if (end === -1) end = row.at(-1) === lineEnd ? row.length - 1 : row.length;
  return row.toString('latin1', start, end);
}

/** Text of one value, with its escapes undone. */
export function textOf(value: string): string {
  return Buffer.from(value, 'latin1')
    .toString('utf8')
    .replace(/\\([btnrfv\\])/g, (_, letter: string) => escapes[letter] ?? letter);
}

const escapes: Readonly<Record<string, string>> = {
  ...{ b: '\b', t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', '\\': '\\' },
};

export function countLines(part: Buffer): number {
  let lines = 0;
  for (let at = part.indexOf(lineEnd); at !== -1; at = part.indexOf(lineEnd, at + 1)) lines += 1;
  return lines;
}
