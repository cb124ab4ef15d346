import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound, type Workspace } from '../../sdk/index.ts';
import { everyWorkspace } from '../../workspaces/every-workspace.ts';
import { holdInput } from '../../workspaces/holds/hold-input.ts';
import { byInstance, holdWorkspace, readHolds, releaseWorkspace } from '../../workspaces/holds/holds.ts';
import { type CommandGroup, UsageError } from '../command-group.ts';
import { readLine } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const atTerminal = { kind: 'system', userId: null, name: 'Command line' } as const;

/** The workspaces of the instance, and which of them may only be read. */
export const workspaceCommands: CommandGroup = {
  name: 'workspaces',
  summary: 'The workspaces of this instance.',
  usually: 'list',
  commands: [
    { usage: 'list', summary: 'Every workspace by its address, and why it may only be read.' },
    { usage: 'hold <address> --reason <why>', summary: 'Let it only be read; its people see why.' },
    { usage: 'release <address>', summary: 'Let its people work again.' },
  ],
  async run(terminal, [command, ...line]) {
    if (command === 'list') return list(terminal);
    if (command === 'hold') return hold(terminal, line);
    if (command === 'release') return release(terminal, line);
    throw new UsageError('Say list, hold or release.');
  },
};

async function list(terminal: Terminal): Promise<number> {
  const runtime = await terminal.openRuntime();
  const [workspaces, holds] = await Promise.all([everyWorkspace(runtime), readHolds(runtime)]);
  for (const { id, slug, name } of workspaces) {
    terminal.say(`${slug.padEnd(24)} ${name}`);
    for (const { heldBy, reason } of holds.filter(({ workspaceId }) => workspaceId === id)) {
      terminal.say(`  only read${heldBy === byInstance ? '' : `, says ${heldBy}`}: ${reason}`);
    }
  }
  return 0;
}

async function hold(terminal: Terminal, line: readonly string[]): Promise<number> {
  const { words, values } = readLine(line, { values: ['reason'], flags: [] });
  const { reason } = parseInput(holdInput, { reason: values.reason ?? '' });
  const runtime = await terminal.openRuntime();
  const { id, name } = await namedWorkspace(runtime, words);
  await holdWorkspace(runtime, id, reason, atTerminal);
  terminal.say(`${name} can only be read now.`);
  return 0;
}

async function release(terminal: Terminal, words: readonly string[]): Promise<number> {
  const runtime = await terminal.openRuntime();
  const { id, name } = await namedWorkspace(runtime, words);
  const wasHeld = await releaseWorkspace(runtime, id, atTerminal);
  terminal.say(wasHeld ? `People work in ${name} again.` : `${name} was not held from here.`);
  return 0;
}

async function namedWorkspace(runtime: Runtime, words: readonly string[]): Promise<Workspace> {
  const [slug] = words;
  if (!slug || words.length > 1) throw new UsageError('Name one workspace by its address.');
  const found = (await everyWorkspace(runtime)).find((one) => one.slug === slug);
  if (!found) throw new NotFound(`There is no workspace ${slug}. "workspaces list" shows them.`);
  return found;
}
