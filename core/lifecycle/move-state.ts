import { everything } from '../db/broadcast.ts';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import type { AuditActor } from '../kernel/states/audit.ts';
import { type KnownState, lockStates, statesIn } from '../kernel/states/known-states.ts';
import { isHold, type LifecycleState, mayMove } from '../kernel/states/lifecycle.ts';
import { writeState } from '../kernel/states/write-state.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import { Conflict, NotFound } from '../sdk/index.ts';

export interface MoveWords {
  readonly by: AuditActor;
  /** In a sentence, for the trail and the admin. */
  readonly reason: string;
}

export interface Moved {
  readonly from: LifecycleState;
  readonly to: LifecycleState;
}

/** What it takes to decide about a plugin; the registry is there once plugins are loaded. */
export type Deciding = Pick<Runtime, 'database' | 'broadcast' | 'pluginStates'> &
  Partial<Pick<Runtime, 'registry'>>;

/**
 * Moves a plugin to another state, for the whole instance and over restarts. `disabled`, `quarantined`
 * and `uninstalled` hold it back until somebody moves it to `installed`; its surfaces are gone in every
 * workspace and process within a second. A plugin that is there already stays, and nothing is written.
 * @throws NotFound for a plugin that nobody knows, Conflict for a move that does not exist
 */
export async function moveState(
  { database, broadcast, registry, pluginStates }: Deciding,
  id: string,
  to: LifecycleState,
  words: MoveWords,
): Promise<Moved> {
  const moved = await inInstance(database, async (unit) => {
    await lockStates(unit);
    return moveIn(unit, id, await goalOf(unit, registry, id, to), words);
  });
  await pluginStates.reload();
  await broadcast.tell(modulesTopic, everything);
  return moved;
}

/** One whose tables are gone begins anew; one whose code is loaded need not wait for a restart. */
async function goalOf(
  unit: UnitOfWork,
  registry: Deciding['registry'],
  id: string,
  to: LifecycleState,
): Promise<LifecycleState> {
  if (to !== 'installed') return to;
  const before = (await statesIn(unit)).find((state) => state.id === id);
  if (before?.state === 'uninstalled') return 'discovered';
  return runsHere(registry, id) ? 'enabled' : to;
}

/** The same inside a transaction that already holds the states. */
export async function moveIn(
  unit: UnitOfWork,
  id: string,
  to: LifecycleState,
  { by, reason }: MoveWords,
): Promise<Moved> {
  const before = (await statesIn(unit)).find((state) => state.id === id);
  if (!before) throw new NotFound(`There is no plugin "${id}".`);
  const heldAs = isHold(to) ? to : null;
  if (before.state === to && before.heldAs === heldAs) return { from: to, to };
  refuseLeap(before, to);
  const problems = to === 'quarantined' ? [reason] : [];
  await writeState(unit, before, { id, state: to, by, reason, problems, heldAs });
  return { from: before.state, to };
}

function refuseLeap({ id, state }: KnownState, to: LifecycleState): void {
  const isUp = to === 'enabled' && mayMove(state, 'installed');
  if (state === to || isUp || mayMove(state, to)) return;
  throw new Conflict(`The plugin "${id}" is ${state}; it cannot become ${to}.`, { from: state, to });
}

/** Its code is loaded, so letting it go is enough: it need not wait for a restart. */
function runsHere(registry: Deciding['registry'], id: string): boolean {
  return registry?.plugins.some((plugin) => plugin.id === id && plugin.isLoaded) ?? false;
}
