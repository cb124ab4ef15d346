import { type CommandGroup, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';
import { listPlugins } from './list-plugins.ts';

type Run = (terminal: Terminal, words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Run>> = { list: listPlugins };

/** `npm run guildhall -- plugins …` */
export const pluginCommands: CommandGroup = {
  name: 'plugins',
  summary: 'What is installed on this instance.',
  commands: [{ usage: 'list', summary: 'Every plugin with its version, state and problems.' }],
  run(terminal, [verb = '', ...words]) {
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
    if (!command) throw new UsageError(`There is no command "plugins ${verb}".`);
    return command(terminal, words);
  },
};
