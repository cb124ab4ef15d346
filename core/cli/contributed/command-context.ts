import { openCtx } from '../../context/open-ctx.ts';
import { gate } from '../../kernel/gate.ts';
import { pluginLog } from '../../kernel/plugin-log.ts';
import { enabledPluginsOf } from '../../modules/enabled-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type Command, type CommandContext, NotFound, type Workspace } from '../../sdk/index.ts';
import { everyWorkspace } from '../../workspaces/every-workspace.ts';
import type { Terminal } from '../terminal.ts';

/** What a plugin's command gets: the terminal, and a way into each workspace where the plugin is on. */
export function commandContext(
  { say, signal }: Terminal,
  runtime: Runtime,
  plugin: string,
  command: Command,
): CommandContext {
  const log = pluginLog(runtime.log, plugin);
  const scopeIn = async (workspace: Workspace): Promise<Scope> => ({
    workspace,
    actor: { kind: 'system', userId: null, name: `Command ${command.id}` },
    grants: new Set(runtime.registry.permissions.keys()),
    enabledPlugins: await enabledPluginsOf(runtime, workspace.id),
    ...{ log, signal },
  });
  return {
    ...{ log, signal, say },
    async workspaces() {
      const scopes = await Promise.all((await everyWorkspace(runtime)).map(scopeIn));
      const on = scopes.filter(({ enabledPlugins }) => enabledPlugins.has(plugin));
      return on.map(({ workspace }) => workspace.slug);
    },
    async inWorkspace(slug, work) {
      const workspace = (await everyWorkspace(runtime)).find((one) => one.slug === slug);
      if (!workspace) throw new NotFound(`There is no workspace "${slug}".`);
      const scope = await scopeIn(workspace);
      gate(scope, plugin);
      return openCtx(runtime, scope, work);
    },
  };
}
