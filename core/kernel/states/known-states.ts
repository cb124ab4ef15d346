import type { Database } from '../../db/database.ts';
import { inInstance, type UnitOfWork } from '../../db/unit-of-work.ts';
import type { Hold, LifecycleState } from './lifecycle.ts';

/** What the instance remembers of a plugin, over restarts. */
export interface KnownState {
  readonly id: string;
  readonly state: LifecycleState;
  readonly version: string | null;
  readonly problems: readonly string[];
  /** What somebody decided, until it is taken back; null when it may come up. */
  readonly heldAs: Hold | null;
  readonly heldReason: string | null;
  /** The name of its folder or package. */
  readonly foundAs: string | null;
  readonly foundAt: string;
  /** When it last came up, null when it never did. */
  readonly enabledAt: string | null;
  readonly changedAt: string;
}

const text = `
  select id, state, version, problems, held_as as "heldAs", held_reason as "heldReason", found_as as "foundAs",
    found_at as "foundAt", enabled_at as "enabledAt", changed_at as "changedAt"
  from plugin_states order by id`;

/** For the admin's plugin page. */
export function knownStates(database: Database): Promise<KnownState[]> {
  return inInstance(database, statesIn);
}

export function statesIn(unit: UnitOfWork): Promise<KnownState[]> {
  return unit.run<KnownState>({ text, values: [] });
}

/** One who writes states waits for another, so that each starts from what the other left. */
export async function lockStates(unit: UnitOfWork): Promise<void> {
  await unit.run({
    text: "select pg_advisory_xact_lock(hashtext('guildhall:plugin-states'))",
    values: [],
  });
}
