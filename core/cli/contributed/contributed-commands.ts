import { callPlugin } from '../../kernel/call-plugin.ts';
import type { Contributed } from '../../kernel/contributions/contributed.ts';
import { contributionsRunning } from '../../kernel/gate.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import type { Runtime } from '../../runtime.ts';
import { type Command, InvalidInput } from '../../sdk/index.ts';
import { type CommandGroup, NotMine, UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';
import { commandContext } from './command-context.ts';
import { commandHelp } from './command-help.ts';
import { optionFaults, readOptions } from './read-options.ts';

/** Commands of plugins: `npm run guildhall -- commands`, and `npm run guildhall -- crm.recount --name value`. */
export const contributedCommands: CommandGroup = {
  name: 'commands',
  summary: 'Commands that plugins bring; run one by its id, such as crm.recount.',
  commands: [
    { usage: 'list', summary: 'All of them.' },
    { usage: '<id> [--name value …]', summary: 'Run one; --help tells its options.' },
  ],
  takes: (word) => word.includes('.'),
  async run(terminal, words) {
    const [first = '', ...rest] = words;
    const runtime = await terminal.openRuntime();
    if (first === 'list' && rest.length === 0) return list(terminal, runtime);
    const found = contributionsRunning(runtime.registry, 'commands').find(({ item }) => item.id === first);
    if (!found) throw new NotMine(`There is no command "${first}".`);
    if (rest.includes('--help')) {
      terminal.say(commandHelp(found.item));
      return 0;
    }
    return runCommand(terminal, runtime, found, rest);
  },
};

function list({ say }: Terminal, { registry }: Runtime): number {
  const commands = contributionsRunning(registry, 'commands');
  for (const { item } of commands) say(`${item.id}  ${item.title}`);
  if (commands.length === 0) say('No plugin brings a command.');
  return 0;
}

async function runCommand(
  terminal: Terminal,
  runtime: Runtime,
  { plugin, item }: Contributed<Command>,
  words: readonly string[],
): Promise<number> {
  const given = readOptions(item, words);
  const context = commandContext(terminal, runtime, plugin, item);
  try {
    const call = { plugin, what: `command ${item.id}` };
    const options: unknown = inputForPlugin(runtime, call, item.input, given);
    await callPlugin(runtime, call, () => item.run(context, options));
    return 0;
  } catch (error) {
    if (error instanceof InvalidInput)
      throw new UsageError(error.problems.length > 0 ? optionFaults(error) : error.message);
    throw error;
  }
}
