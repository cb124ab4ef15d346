import { literal } from '../../db/statement.ts';

/** SQL that asks whether text is a plugin's id, or begins as the names of its things do. */
export function carries(text: string, id: string): string {
  const beginnings = ['.', ':', '/'].map((sign) => `starts_with(${text}, ${literal(`${id}${sign}`)})`);
  return `(${[`${text} = ${literal(id)}`, ...beginnings].join(' or ')})`;
}
