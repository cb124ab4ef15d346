import { type DescribedOption, kindOf, optionName } from './read-flags.ts';

/** One option in a help text. */
export function optionLine(key: string, option: DescribedOption, isRequired: boolean): string {
  const notes = [
    option.description ?? option.title,
    isRequired ? 'needed' : null,
    option.default === undefined ? null : `default ${JSON.stringify(option.default)}`,
  ].filter(Boolean);
  return `  ${optionName(key)}${valueName(option)}${notes.length > 0 ? `  ${notes.join('; ')}` : ''}`;
}

function valueName(option: DescribedOption): string {
  const choices = option.enum?.filter((one) => one !== null).join('|');
  if (choices) return ` <${choices}>`;
  const kind = kindOf(option);
  if (kind === 'boolean') return '';
  if (kind === 'object') return ' <json>';
  return ` <${kind === 'array' ? `${kindOf(option.items ?? {})} …` : (singleType(option) ?? 'value')}>`;
}

function singleType(option: DescribedOption): string | undefined {
  return option.type === undefined ? undefined : kindOf(option);
}
