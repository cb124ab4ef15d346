import { pluginTrail } from '../../kernel/states/audit-trail.ts';
import { knownStates } from '../../kernel/states/known-states.ts';
import type { LifecycleState } from '../../kernel/states/lifecycle.ts';
import { moveState } from '../../lifecycle/move-state.ts';
import { askRestart } from '../../lifecycle/restart.ts';
import { UsageError } from '../command-group.ts';
import { readLine } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { atTerminal } from './install-command.ts';

/** Moves a plugin to a state, for `disable`, `enable`, `quarantine` and `release`. */
export function moveCommand(to: LifecycleState, usual: string) {
  return async (terminal: Terminal, line: readonly string[]): Promise<number> => {
    const { words, values } = readLine(line, { values: ['reason'], flags: [] });
    const [id] = words;
    if (!id || words.length > 1) throw new UsageError('Name one plugin by its id.');
    const administration = await terminal.openAdministration();
    const reason = values.reason ?? usual;
    const moved = await moveState(administration, id, to, { by: atTerminal, reason });
    terminal.say(`${id}: ${moved.from} → ${moved.to}`);
    if (moved.to === 'installed')
      terminal.say('It comes up at the next start of a process that did not load it.');
    return 0;
  };
}

/** Prints every plugin as the instance remembers it; loads none. */
export async function listPlugins(terminal: Terminal): Promise<number> {
  const { database } = await terminal.openAdministration();
  for (const { id, state, version, problems } of await knownStates(database)) {
    terminal.say([id.padEnd(24), (version ?? '').padEnd(10), state].join(' '));
    for (const problem of problems) terminal.say(`  ${problem}`);
  }
  return 0;
}

/** Prints what happened to plugins, or to one, newest first. */
export async function trailCommand(terminal: Terminal, [id]: readonly string[]): Promise<number> {
  const { database } = await terminal.openAdministration();
  for (const { at, actor, action, subject, from, to, reason } of await pluginTrail(database, id ?? null)) {
    const move = to ? ` ${from ?? '–'} → ${to}` : '';
    terminal.say(`${new Date(at).toISOString()} ${subject} ${action}${move}, ${actor}: ${reason}`);
  }
  return 0;
}

/** Lets every process that something starts again do so. */
export async function restartCommand(terminal: Terminal): Promise<number> {
  const { broadcast } = await terminal.openAdministration();
  await askRestart(broadcast);
  terminal.say('Processes that can are restarting now.');
  return 0;
}
