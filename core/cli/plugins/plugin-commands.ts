import { type CommandGroup, type CommandHelp, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';
import { checkPlugins } from './check-plugins.ts';
import { installCommand } from './install-command.ts';
import { listPlugins, moveCommand, restartCommand, trailCommand } from './state-commands.ts';
import { importCommand, uninstallCommand } from './uninstall-command.ts';

type Run = (terminal: Terminal, words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Run>> = {
  list: listPlugins,
  check: checkPlugins,
  install: installCommand,
  upgrade: installCommand,
  enable: moveCommand('installed', 'It was enabled.'),
  disable: moveCommand('disabled', 'It was disabled.'),
  quarantine: moveCommand('quarantined', 'It was put in quarantine.'),
  release: moveCommand('installed', 'It was released.'),
  uninstall: uninstallCommand,
  import: importCommand,
  trail: trailCommand,
  restart: restartCommand,
};

const help: readonly CommandHelp[] = [
  { usage: 'list', summary: 'Every plugin with its version, state and problems.' },
  { usage: 'check', summary: 'What does not work, and which migrations are due. Changes nothing.' },
  { usage: 'check --upgrade-to <version>', summary: 'The same for another version of Guildhall.' },
  { usage: 'check --upgrade-to <package>', summary: 'The same for a folder, a .tgz or an npm package.' },
  { usage: 'install <package> [--sha256 <sum>] [--yes]', summary: 'Installs it, or upgrades what is there.' },
  { usage: 'upgrade <package> [--sha256 <sum>] [--yes]', summary: 'The same as install.' },
  {
    usage: 'disable <id> [--reason <words>]',
    summary: 'Takes it out of service everywhere; its data stays.',
  },
  { usage: 'enable <id>', summary: 'Brings it back.' },
  { usage: 'quarantine <id> [--reason <words>]', summary: 'Takes it out of service for what it did.' },
  { usage: 'release <id>', summary: 'Lets it out of quarantine.' },
  {
    usage: 'uninstall <id> --confirm <id>',
    summary: 'Exports its data, removes it, proves that nothing is left.',
  },
  { usage: 'import <folder>', summary: 'Puts back what uninstalling exported.' },
  { usage: 'trail [<id>]', summary: 'Who did what to plugins, when and why.' },
  { usage: 'restart', summary: 'Starts the instance anew, to load what was installed.' },
];

/** `npm run guildhall -- plugins …` */
export const pluginCommands: CommandGroup = {
  name: 'plugins',
  summary: 'What is installed on this instance.',
  commands: help,
  run(terminal, [verb = '', ...words]) {
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
    if (!command) throw new UsageError(`There is no command "plugins ${verb}".`);
    return command(terminal, words);
  },
};
