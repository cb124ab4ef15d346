import { authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import { refuseBeyondPlan } from '../plan-limits/plan-limits.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, NotFound } from '../sdk/index.ts';
import { allRequired, dependantsOf, titleOf, titlesOf, withRequired } from './dependencies.ts';
import { effectivePlugins, isBridge, isRunning, requiredIds } from './effective-plugins.ts';
import { modulesTopic } from './enabled-plugins.ts';
import { switchOn } from './switch-on.ts';
import { lockSwitches, readSwitches, type Switches, writeSwitches } from './switches.ts';

export interface SwitchOptions {
  /** Switch on what it requires as well, rather than refuse. */
  readonly alsoRequired?: boolean;
}

/**
 * Moves one switch of the scope's workspace; every process knows within a second. No data is touched
 * by switching off. @returns the ids that changed, none when it stood there already
 */
export async function switchPlugin(
  runtime: Runtime,
  scope: Scope,
  pluginId: string,
  isOn: boolean,
  { alsoRequired = false }: SwitchOptions = {},
): Promise<string[]> {
  authorise(viewerOf(runtime, scope), 'workspace:manage-modules');
  const plugin = findPlugin(runtime, pluginId);
  if (isOn) await refuseBeyondPlan(runtime, scope, plugin.id);
  if (isBridge(plugin)) throw hasNoSwitch(runtime, plugin);
  const move = isOn
    ? (unit: UnitOfWork) => moveOn(runtime, scope, unit, plugin, alsoRequired)
    : (unit: UnitOfWork) => moveOff(runtime, scope, unit, plugin);
  const moved = await inWorkspace(runtime.database, scope.workspace.id, async (unit) => {
    await lockSwitches(unit);
    return move(unit);
  });
  await runtime.broadcast.tell(modulesTopic, scope.workspace.id);
  return moved;
}

function findPlugin({ registry }: Runtime, id: string): FoundPlugin {
  const plugin = registry.plugins.find((one) => one.id === id);
  if (!plugin) throw new NotFound(`There is no module "${id}".`);
  return plugin;
}

function hasNoSwitch({ registry }: Runtime, plugin: FoundPlugin): Conflict {
  const sides = registry.plugins.filter(({ id }) => requiredIds(plugin).includes(id));
  return new Conflict(`${titleOf(plugin)} has no switch of its own: it is on where ${titlesOf(sides)} are.`);
}

async function moveOn(
  runtime: Runtime,
  scope: Scope,
  unit: UnitOfWork,
  plugin: FoundPlugin,
  alsoRequired: boolean,
): Promise<string[]> {
  const switches = await readSwitches(unit);
  refuseResting(runtime, plugin, switches);
  const before = effectivePlugins(runtime.registry, switches);
  const missing = withRequired(runtime.registry, [plugin.id]).filter(({ id }) => !before.has(id));
  const others = missing.filter((one) => one !== plugin);
  if (others.length > 0 && !alsoRequired) throw needsOthers(plugin, others);
  await switchOn(runtime, { ...scope, enabledPlugins: before }, unit, missing);
  return missing.map(({ id }) => id);
}

function refuseResting({ registry }: Runtime, plugin: FoundPlugin, { held }: Switches): void {
  const first = allRequired(registry, [plugin.id]).find((one) => !isRunning(one) || held.has(one.id));
  if (!first) return;
  throw new Conflict(
    `${titleOf(first)} does not run on this instance. Ask its admin to look at the plugin page.`,
  );
}

function needsOthers(plugin: FoundPlugin, others: readonly FoundPlugin[]): Conflict {
  const message = `${titleOf(plugin)} needs ${titlesOf(others)}. Switch on both, or leave it off.`;
  return new Conflict(message, { required: others.map(({ id }) => id) });
}

async function moveOff(
  runtime: Runtime,
  scope: Scope,
  unit: UnitOfWork,
  plugin: FoundPlugin,
): Promise<string[]> {
  const switches = await readSwitches(unit);
  const effective = effectivePlugins(runtime.registry, switches);
  const dependants = dependantsOf(runtime.registry, plugin.id, effective).filter((one) => !isBridge(one));
  if (dependants.length > 0) throw stillNeeded(plugin, dependants);
  if (!switches.switchedOn.has(plugin.id)) return [];
  await writeSwitches(unit, { ids: [plugin.id], isOn: false, by: scope.actor.userId });
  return [plugin.id];
}

function stillNeeded(plugin: FoundPlugin, dependants: readonly FoundPlugin[]): Conflict {
  const [they, them] = dependants.length === 1 ? ['needs', 'it'] : ['need', 'them'];
  const message = `${titlesOf(dependants)} ${they} ${titleOf(plugin)}. Switch ${them} off first.`;
  return new Conflict(message, { dependants: dependants.map(({ id }) => id) });
}
