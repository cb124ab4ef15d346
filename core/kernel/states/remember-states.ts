import type { Database } from '../../db/database.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import type { LoadedPlugin } from '../loaded-plugin.ts';
import { type KnownState, lockStates, statesIn } from './known-states.ts';
import type { LifecycleState } from './lifecycle.ts';
import { writeState } from './write-state.ts';

const starting = { userId: null, name: 'The start of the instance' };

/** Which plugins are here, written down before anything of them runs. */
export function rememberFound(
  database: Database,
  found: readonly { readonly id: string; readonly foundAs: string }[],
): Promise<void> {
  return inInstance(database, async (unit) => {
    await lockStates(unit);
    const known = byId(await statesIn(unit));
    for (const { id, foundAs } of found) {
      const before = known.get(id);
      if (before && (before.state !== 'missing' || before.heldAs !== null)) continue;
      const change = {
        id,
        foundAs,
        state: 'discovered',
        by: starting,
        reason: 'Its code was found.',
      } as const;
      await writeState(unit, before, change);
    }
  });
}

/** Those whose tables are up to date and that wait to be started. */
export function rememberInstalled(database: Database, plugins: readonly LoadedPlugin[]): Promise<void> {
  return inInstance(database, async (unit) => {
    await lockStates(unit);
    const known = byId(await statesIn(unit));
    for (const plugin of plugins.filter(({ state }) => state === 'enabled')) {
      const before = known.get(plugin.id);
      if (before?.state !== 'discovered') continue;
      const reason = 'It was checked and its tables are up to date.';
      await writeState(unit, before, { ...common(plugin), state: 'installed', by: starting, reason });
    }
  });
}

/** Writes down how each plugin came up, and which ones are no longer there. */
export function rememberStates(database: Database, plugins: readonly LoadedPlugin[]): Promise<void> {
  const outcome = oncePerId(plugins);
  return inInstance(database, async (unit) => {
    await lockStates(unit);
    const known = byId(await statesIn(unit));
    for (const plugin of outcome.values()) {
      const before = known.get(plugin.id);
      const state = outcomeOf(plugin, before);
      if (state === null) continue;
      await writeState(unit, before, { ...common(plugin), state, by: starting, reason: reasonOf(plugin) });
    }
    for (const before of known.values()) {
      if (outcome.has(before.id) || ['missing', 'uninstalled'].includes(before.state)) continue;
      const gone = { id: before.id, problems: before.problems, by: starting } as const;
      await writeState(unit, before, { ...gone, state: 'missing', reason: 'Its code is no longer here.' });
    }
  });
}

/** Null where a decision stands, also one that was made while this process started. */
function outcomeOf(plugin: LoadedPlugin, before: KnownState | undefined): LifecycleState | null {
  if (plugin.isAtRest) return before?.state === 'missing' ? before.heldAs : null;
  return before?.heldAs ? null : plugin.state;
}

function common({ id, foundAs, declaration, problems }: LoadedPlugin) {
  return { id, foundAs, version: declaration?.version ?? null, problems };
}

function reasonOf({ state, problems }: LoadedPlugin): string {
  const first = problems[0] ?? '';
  return state === 'enabled' ? 'It came up.' : first;
}

function byId(states: readonly KnownState[]): Map<string, KnownState> {
  return new Map(states.map((state) => [state.id, state]));
}

/** Two plugins of one name share a row, which holds the problems of both. */
function oncePerId(plugins: readonly LoadedPlugin[]): Map<string, LoadedPlugin> {
  const found = new Map<string, LoadedPlugin>();
  for (const plugin of plugins) {
    const before = found.get(plugin.id)?.problems ?? [];
    found.set(plugin.id, { ...plugin, problems: [...before, ...plugin.problems] });
  }
  return found;
}
