import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { type AuditActor, type AuditEntry, audit } from './audit.ts';
import type { KnownState } from './known-states.ts';
import { type Hold, type LifecycleState, wayBetween } from './lifecycle.ts';

/** How a plugin shall be remembered from now on. */
export interface StateChange {
  readonly id: string;
  readonly state: LifecycleState;
  readonly by: AuditActor;
  readonly reason: string;
  readonly version?: string | null;
  readonly problems?: readonly string[];
  readonly foundAs?: string | null;
  /** Left as it is unless said. */
  readonly heldAs?: Hold | null;
}

const upsert = `
  insert into plugin_states as known
    (id, state, version, problems, found_as, held_as, held_reason, enabled_at)
  values ($1, $2, $3, $4, $5, $6, $7, case when $2 = 'enabled' then now() end)
  on conflict (id) do update set
    state = excluded.state,
    version = coalesce(excluded.version, known.version),
    problems = excluded.problems,
    found_as = coalesce(excluded.found_as, known.found_as),
    held_as = case when $8 then excluded.held_as else known.held_as end,
    held_reason = case when $8 then excluded.held_reason else known.held_reason end,
    enabled_at = coalesce(excluded.enabled_at, known.enabled_at),
    found_at = case when known.state = 'uninstalled' and excluded.state <> 'uninstalled' then now() else known.found_at end,
    filled_at = case when known.state = 'uninstalled' then null else known.filled_at end,
    changed_at = now()`;

/** Writes one state with its line in the trail. Writes nothing when nothing would change. */
export async function writeState(
  unit: UnitOfWork,
  before: KnownState | undefined,
  change: StateChange,
): Promise<void> {
  if (before && isSame(before, change)) return;
  const { id, state, version = null, problems = [], foundAs = null, heldAs, reason } = change;
  await unit.run({
    text: upsert,
    values: [
      ...[id, state, version, JSON.stringify(problems), foundAs],
      ...[heldAs ?? null, heldAs ? reason : null, heldAs !== undefined],
    ],
  });
  await audit(unit, entriesOf(before, change));
}

function isSame(
  before: KnownState,
  { state, version, problems = [], foundAs, heldAs }: StateChange,
): boolean {
  return (
    before.state === state &&
    (version == null || before.version === version) &&
    (foundAs == null || before.foundAs === foundAs) &&
    (heldAs === undefined || before.heldAs === heldAs) &&
    JSON.stringify(before.problems) === JSON.stringify(problems)
  );
}

/** A line for each state on the way, and one for another version. */
function entriesOf(before: KnownState | undefined, change: StateChange): AuditEntry[] {
  const { id, state, by, reason, version } = change;
  const from = before?.state ?? null;
  const way = wayBetween(from, state);
  if (from !== state && way.length === 0) throw new Error(`A plugin that is ${from} cannot become ${state}.`);
  const moves = way.map((to, index) => ({
    ...{ by, action: 'plugin.state', subject: id, reason },
    from: index === 0 ? from : (way[index - 1] ?? null),
    to,
  }));
  const old = before?.version;
  if (!old || !version || old === version) return moves;
  const entry = { by, action: 'plugin.version', subject: id, from: old, to: version };
  return [...moves, { ...entry, reason: `It came up as version ${version}.` }];
}
