import { everything } from '../db/broadcast.ts';
import { inInstance, inWorkspace } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Workspace } from '../sdk/index.ts';
import { effectivePlugins, isBridge, isRunning, requiredIds } from './effective-plugins.ts';
import { systemScope } from './enable-defaults.ts';
import { modulesTopic } from './enabled-plugins.ts';
import { fillBridges, switchOn } from './switch-on.ts';
import { lockSwitches, readSwitches } from './switches.ts';

const atOnce = 100;

/** Goes on beside everything else; what a stop interrupts is done after the next start. */
export function startBackFill(runtime: Runtime): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = backFill(runtime, stopping.signal).catch((error: unknown) => {
    runtime.log.error({ err: error }, 'Workspaces could not be filled for new plugins.');
  });
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

/**
 * Brings plugins that came after a workspace was made into it: those that are on by default, and bridges
 * whose sides are on there. May run twice, and in two processes at once.
 */
export async function backFill(runtime: Runtime, signal = new AbortController().signal): Promise<void> {
  for (const plugin of await unfilled(runtime)) {
    const isDone = await fillAll(runtime, plugin, signal);
    if (isDone) await markFilled(runtime, plugin.id);
  }
  await runtime.broadcast.tell(modulesTopic, everything);
}

async function unfilled({ database, registry }: Runtime): Promise<FoundPlugin[]> {
  const text = 'select id from plugin_states where filled_at is null and held_as is null';
  const rows = await inInstance(database, (unit) => unit.run<{ id: string }>({ text, values: [] }));
  const ids = new Set(rows.map(({ id }) => id));
  return registry.plugins.filter((plugin) => isRunning(plugin) && ids.has(plugin.id));
}

async function markFilled({ database }: Runtime, id: string): Promise<void> {
  const text = 'update plugin_states set filled_at = now() where id = $1 and filled_at is null';
  await inInstance(database, (unit) => unit.run({ text, values: [id] }));
}

async function fillAll(runtime: Runtime, plugin: FoundPlugin, signal: AbortSignal): Promise<boolean> {
  if (!plugin.declaration?.defaultOn && !isBridge(plugin)) return true;
  let isDone = true;
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const workspaces = await workspacesAfter(runtime, plugin, last);
    for (const workspace of workspaces) {
      if (signal.aborted) return false;
      isDone = (await fillOne(runtime, plugin, workspace)) && isDone;
      last = workspace.id;
    }
    if (workspaces.length < atOnce) return isDone;
  }
}

/** A workspace that is younger than the plugin was asked about it when it was made. */
const olderThanPlugin = `
  select id, slug, name, currency, timezone, locale from workspaces
  where id > $1 and ($3 or created_at < (select found_at from plugin_states where id = $2))
  order by id limit $4`;

function workspacesAfter({ database }: Runtime, plugin: FoundPlugin, last: string): Promise<Workspace[]> {
  const values = [last, plugin.id, isBridge(plugin), atOnce];
  return inInstance(database, (unit) => unit.run<Workspace>({ text: olderThanPlugin, values }));
}

async function fillOne(runtime: Runtime, plugin: FoundPlugin, workspace: Workspace): Promise<boolean> {
  try {
    await inWorkspace(runtime.database, workspace.id, async (unit) => {
      await lockSwitches(unit);
      const [decided] = await unit.run({
        text: 'select 1 as one from plugin_switches where workspace_id = $1 and plugin_id = $2',
        values: [workspace.id, plugin.id],
      });
      if (decided) return;
      const enabledPlugins = effectivePlugins(runtime.registry, await readSwitches(unit));
      const scope = { ...systemScope(runtime, workspace), enabledPlugins };
      if (isBridge(plugin)) await fillBridges(runtime, scope, unit);
      else if (requiredIds(plugin).every((id) => enabledPlugins.has(id)))
        await switchOn(runtime, scope, unit, [plugin]);
    });
    return true;
  } catch (error) {
    const details = { plugin: plugin.id, workspace: workspace.id, err: error };
    runtime.log.warn(
      details,
      'A new plugin could not fill a workspace; it is tried again after the next start.',
    );
    return false;
  }
}
