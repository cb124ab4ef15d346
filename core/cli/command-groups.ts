import { actionCommands } from './actions/action-commands.ts';
import type { CommandGroup } from './command-group.ts';
import { contributedCommands } from './contributed/contributed-commands.ts';
import { peopleCommands } from './people/people-commands.ts';
import { pluginCommands } from './plugins/plugin-commands.ts';
import { secretCommands } from './secrets/secret-commands.ts';
import { workspaceCommands } from './workspaces/workspace-commands.ts';

/** Every group of commands; one that `takes` words is asked when no name fits, in this order. */
export const commandGroups: readonly CommandGroup[] = [
  pluginCommands,
  secretCommands,
  workspaceCommands,
  peopleCommands,
  actionCommands,
  contributedCommands,
];
