import type { Command } from '../../sdk/index.ts';
import { optionLine } from '../option-line.ts';
import { describe } from './read-options.ts';

/** What a plugin's command is for and which options it takes. */
export function commandHelp(command: Command): string {
  const { properties = {}, required = [] } = describe(command.input);
  const lines = Object.entries(properties).map(([key, option]) =>
    optionLine(key, option, required.includes(key)),
  );
  const options = lines.length > 0 ? `\n\nOptions:\n${lines.join('\n')}` : '';
  return `npm run guildhall -- ${command.id}\n\n${command.title}. ${command.description}${options}`;
}
