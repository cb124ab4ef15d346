import { answerTo } from '../../http/error-answer.ts';
import type { FieldProblem } from '../../sdk/index.ts';
import { optionName } from '../read-flags.ts';
import type { Terminal } from '../terminal.ts';

const codes: Readonly<Record<number, number>> = { 422: 2, 401: 4, 403: 4, 429: 5, 503: 5 };

/** Says what is wrong, field by field. @returns the exit code @throws what nobody foresaw */
export function tellRefusal({ tell }: Terminal, error: unknown): number {
  const { status, code, message, problems = [], retryAfter, isBug } = answerTo(error);
  if (isBug) throw error;
  const wait = retryAfter === undefined ? '' : ` Try again in ${retryAfter} s.`;
  tell([`${code}: ${message}${wait}`, ...problems.map(problemLine)].join('\n'));
  return codes[status] ?? 1;
}

function problemLine({ path, message }: FieldProblem): string {
  const [first, ...rest] = path;
  if (first === undefined) return `  ${message}`;
  const where = rest.length > 0 ? ` (${path.join('.')})` : '';
  return `  ${optionName(String(first))}${where}: ${message}`;
}
