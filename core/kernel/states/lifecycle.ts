/**
 * Where a plugin stands in the life of this instance.
 * - `discovered`: its code was found and nothing of it was done yet
 * - `installed`: it was checked and its tables are there; it comes up at the next start
 * - `enabled`: it runs
 * - `disabled`: an admin set it aside; its data stays
 * - `quarantined`: it is broken, or was taken out of service for what it did; its data stays
 * - `uninstalled`: its data was exported and removed
 * - `missing`: its data is here and its code is not
 */
export type LifecycleState =
  | 'discovered'
  | 'installed'
  | 'enabled'
  | 'disabled'
  | 'quarantined'
  | 'uninstalled'
  | 'missing';

/** A decision that outlasts restarts until somebody takes it back. */
export type Hold = 'disabled' | 'quarantined' | 'uninstalled';

const holds: readonly LifecycleState[] = ['disabled', 'quarantined', 'uninstalled'];

export function isHold(state: LifecycleState): state is Hold {
  return holds.includes(state);
}

const moves: Readonly<Record<LifecycleState, readonly LifecycleState[]>> = {
  discovered: ['installed', 'disabled', 'quarantined', 'uninstalled', 'missing'],
  installed: ['enabled', 'disabled', 'quarantined', 'uninstalled', 'missing'],
  enabled: ['installed', 'disabled', 'quarantined', 'uninstalled', 'missing'],
  disabled: ['installed', 'quarantined', 'uninstalled', 'missing'],
  quarantined: ['installed', 'disabled', 'uninstalled', 'missing'],
  uninstalled: ['discovered', 'missing'],
  missing: ['discovered', 'disabled', 'quarantined', 'uninstalled'],
};

export function mayMove(from: LifecycleState, to: LifecycleState): boolean {
  return moves[from].includes(to);
}

const wayUp: readonly LifecycleState[] = ['discovered', 'installed', 'enabled'];

/**
 * The moves that lead from one state to another, each of them legal; none when there is no such way.
 * Coming up passes through every state on the way, so that the trail never jumps.
 */
export function wayBetween(from: LifecycleState | null, to: LifecycleState): LifecycleState[] {
  if (from === to) return [];
  if (from === null) return to === 'discovered' ? [to] : ['discovered', ...wayBetween('discovered', to)];
  if (mayMove(from, to)) return [to];
  const next = wayUp.find(
    (state) => state !== to && mayMove(from, state) && wayUp.indexOf(state) > wayUp.indexOf(from),
  );
  return next ? [next, ...wayBetween(next, to)] : [];
}
