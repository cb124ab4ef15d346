import { readBreakers } from '../../faults/breaker-rows.ts';
import type { FoundPlugin } from '../../kernel/registry.ts';
import { type KnownState, knownStates } from '../../kernel/states/known-states.ts';
import type { LifecycleState } from '../../kernel/states/lifecycle.ts';
import { type InstalledPackage, installedPackages } from '../../packages/installed-packages.ts';
import { type CheckedHealth, checkHealth } from '../../plugin-health/check-health.ts';
import type { Runtime } from '../../runtime.ts';

export type OverviewRuntime = Runtime;

/** How well a plugin does right now; null where it says nothing of it. */
export type PluginHealth = CheckedHealth['status'] | 'resting' | null;

/** A plugin as its instance knows it, running or not. */
export interface PluginOverview {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly state: LifecycleState;
  /** Why it does not run, in sentences. */
  readonly problems: readonly string[];
  /** The version that runs, or ran last. */
  readonly version: string | null;
  /** The version that comes up at the next start; null when nothing waits for one. */
  readonly nextVersion: string | null;
  /** What it says of itself; null where this process did not load it. */
  readonly declaration: FoundPlugin['declaration'];
  readonly package: InstalledPackage | null;
  readonly health: PluginHealth;
}

/** Every plugin the instance has or had, in the order of their ids. */
export async function pluginOverviews(runtime: OverviewRuntime): Promise<PluginOverview[]> {
  const { database, registry } = runtime;
  const [known, packages, breakers, checks] = await Promise.all([
    knownStates(database),
    installedPackages(database),
    readBreakers(database),
    checkHealth(runtime),
  ]);
  const resting = new Set(breakers.filter(({ restMs }) => restMs > 0).map(({ id }) => id));
  const ids = [...new Set([...registry.plugins, ...known].map(({ id }) => id))].sort();
  return ids.map((id) => {
    const mine = checks.filter(({ plugin }) => plugin === id);
    return overviewOf(runtime, id, {
      known: known.find((one) => one.id === id),
      package: packages.find(({ plugin }) => plugin === id) ?? null,
      health: resting.has(id) ? 'resting' : worstOf(mine),
    });
  });
}

interface Found {
  readonly known: KnownState | undefined;
  readonly package: InstalledPackage | null;
  readonly health: PluginHealth;
}

function overviewOf({ registry, pluginStates }: OverviewRuntime, id: string, found: Found): PluginOverview {
  const { known, health } = found;
  const here = registry.plugins.find((plugin) => plugin.id === id);
  const held = pluginStates.heldOf(id);
  const declaration = here?.declaration ?? null;
  const version = declaration?.version ?? known?.version ?? null;
  const { title = id, description = '', icon = 'plug' } = declaration ?? {};
  const state = held?.as ?? here?.state ?? known?.state ?? 'discovered';
  return {
    ...{ id, title, description, icon, declaration, version, state, health, package: found.package },
    problems: held ? [held.reason] : (here?.problems ?? known?.problems ?? []),
    nextVersion: nextVersionOf(found.package, here, version),
  };
}

/** What is on its way up stands in the way of nothing that runs. */
function nextVersionOf(
  installed: InstalledPackage | null,
  here: FoundPlugin | undefined,
  running: string | null,
): string | null {
  if (installed?.phase !== 'installing' && installed?.phase !== 'upgrading') return null;
  return here && running === installed.version ? null : installed.version;
}

const badFirst: readonly PluginHealth[] = ['failed', 'degraded', 'good'];

function worstOf(checks: readonly CheckedHealth[]): PluginHealth {
  return badFirst.find((status) => checks.some((check) => check.status === status)) ?? null;
}
