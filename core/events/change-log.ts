import type { RecordChanged, ResourceChanges } from './changes-since.ts';
import type { NewestChanges, PastChange } from './newest-changes.ts';
import { hasSeen, readSeen } from './seen.ts';

/** What somebody hears of. */
export interface Place {
  readonly workspaceId: string;
  readonly resource: string;
  readonly record?: string | undefined;
}

/** What was missed; `refresh` where that is too much, too long ago, or not known. */
export type Missed = readonly RecordChanged[] | 'refresh';

/** The last changes of all workspaces, kept in memory for those who come back after a moment. */
export interface ChangeLog {
  /** Forget all and begin with these. */
  begin(newest: NewestChanges): void;
  add(groups: readonly ResourceChanges[], seen: string): void;
  /** What changed at a place that somebody who has seen this much has not. */
  missed(place: Place, seen: string): Missed;
}

/** Somebody may have seen a little more than the last reading; more than this and they saw another server. */
const mostAhead = 10_000;
/** More than this of one place is better asked for anew. */
const mostTold = 20;

export function createChangeLog(mostKept = 10_000): ChangeLog {
  let kept: PastChange[] = [];
  let places = new Map<string, PastChange[]>();
  let floor = Number.POSITIVE_INFINITY;
  let top = 0;

  const raise = (seen: string): void => {
    top = readSeen(seen)?.max ?? top;
  };

  const keep = (change: PastChange): void => {
    kept.push(change);
    const key = keyOf(change);
    const here = places.get(key);
    if (here) here.push(change);
    else places.set(key, [change]);
  };

  const trim = (): void => {
    // By a quarter at a time, because the index is made anew.
    if (kept.length <= mostKept * 1.25) return;
    const gone = kept.splice(0, kept.length - mostKept);
    for (const { xid } of gone) floor = Math.max(floor, xid + 1);
    places = new Map();
    for (const change of kept.splice(0)) keep(change);
  };

  return {
    begin(newest) {
      kept = [];
      places = new Map();
      floor = newest.floor;
      raise(newest.seen);
      newest.changes.forEach(keep);
    },
    add(groups, seen) {
      raise(seen);
      for (const group of groups) pastOf(group).forEach(keep);
      trim();
    },
    missed(place, text) {
      const seen = readSeen(text);
      if (!seen || seen.min < floor || seen.max > top + mostAhead) return 'refresh';
      const past = (places.get(keyOf(place)) ?? []).filter(
        ({ xid, change }) =>
          !hasSeen(seen, xid) && (change === null || !place.record || change.id === place.record),
      );
      return toldOf(past);
    },
  };
}

function toldOf(past: readonly PastChange[]): Missed {
  const changes = past.flatMap(({ change }) => (change === null ? [] : [change]));
  return changes.length < past.length || changes.length > mostTold ? 'refresh' : changes;
}

function pastOf({ workspaceId, resource, changes, newest }: ResourceChanges): PastChange[] {
  if (changes === null) return [{ workspaceId, resource, xid: newest, change: null }];
  return changes.map(({ xid, ...change }) => ({ workspaceId, resource, xid, change }));
}

function keyOf({ workspaceId, resource }: Place): string {
  return `${workspaceId} ${resource}`;
}
