import type { ColumnOptions } from '../../sdk/migration.ts';
import { identifier, literal } from '../statement.ts';

export function columnSql(name: string, type: string, options: ColumnOptions = {}, check = ''): string {
  const fallback = options.default === undefined ? '' : ` default ${literal(options.default)}`;
  const required = options.required || options.default !== undefined ? ' not null' : '';
  return `${identifier(name)} ${type}${required}${fallback}${check}`;
}

export function lengthCheck(name: string, max: number | undefined): string {
  return max === undefined ? '' : ` check (char_length(${identifier(name)}) <= ${literal(max)})`;
}

export function choiceCheck(name: string, values: readonly string[]): string {
  return ` check (${identifier(name)} in (${values.map(literal).join(', ')}))`;
}
