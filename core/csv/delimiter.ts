/** What may stand between cells, with the words a person picks from. */
export const delimiters = { ',': 'Comma ,', ';': 'Semicolon ;', '\t': 'Tab', '|': 'Bar |' } as const;

export type Delimiter = keyof typeof delimiters;

export const delimiterNames = Object.keys(delimiters) as [Delimiter, ...Delimiter[]];

export function isDelimiter(text: string): text is Delimiter {
  return Object.hasOwn(delimiters, text);
}

const declaration = /^"?sep=(.)"?$/i;
const judgedLines = 200;
/** A quoted cell of any delimiter; a lone quotation mark is none. */
const quotedCell = /(^|[,;\t|])"(?:[^"]|"")*"(?=[,;\t|\n]|$)/gm;

/** The delimiter that Excel's `sep=;` line names, when a file starts with one. */
export function declaredDelimiter(firstLine: string): Delimiter | undefined {
  const named = declaration.exec(firstLine.trimStart().replace(/[\n ]+$/, ''))?.[1];
  return named !== undefined && isDelimiter(named) ? named : undefined;
}

/** What separates the cells of this text: declared, or the one that gives most rows the same width. */
export function detectDelimiter(text: string): Delimiter {
  const declared = declaredDelimiter(text.split('\n', 1)[0] ?? '');
  if (declared) return declared;
  const lines = text.replace(quotedCell, '$1').split('\n', judgedLines);
  const judged = lines.filter((line) => line.trim() !== '');
  const scores = delimiterNames.map((delimiter) => [delimiter, score(judged, delimiter)] as const);
  return scores.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** How many lines agree on a width, wider ones counting a little more. */
function score(lines: readonly string[], delimiter: Delimiter): number {
  const widths = new Map<number, number>();
  for (const line of lines) {
    const width = line.split(delimiter).length;
    if (width > 1) widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  return Math.max(0, ...[...widths].map(([width, count]) => count * (1 + Math.log2(width) / 10)));
}
