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

interface Kept {
  readonly most: number;
  /** In the order they were told. */
  all: PastChange[];
  byPlace: Map<string, PastChange[]>;
  /** Every change of transactions from here on is kept. */
  floor: number;
  /** None from here on is. */
  top: number;
}

export function createChangeLog(mostKept = 10_000): ChangeLog {
  const kept: Kept = {
    ...{ most: mostKept, all: [], byPlace: new Map() },
    ...{ floor: Number.POSITIVE_INFINITY, top: 0 },
  };
  return {
    begin(newest) {
      kept.floor = newest.floor;
      raise(kept, newest.seen);
      keepOnly(kept, newest.changes);
    },
    add(groups, seen) {
      raise(kept, seen);
      for (const change of groups.flatMap(pastOf)) keep(kept, change);
      trim(kept);
    },
    missed: (place, seen) => missedOf(kept, place, seen),
  };
}

function raise(kept: Kept, seen: string): void {
  kept.top = readSeen(seen)?.max ?? kept.top;
}

function keep({ all, byPlace }: Kept, change: PastChange): void {
  all.push(change);
  const key = keyOf(change);
  const here = byPlace.get(key);
  if (here) here.push(change);
  else byPlace.set(key, [change]);
}

function keepOnly(kept: Kept, changes: readonly PastChange[]): void {
  kept.all = [];
  kept.byPlace = new Map();
  for (const change of changes) keep(kept, change);
}

/** By a quarter at a time, because the index is made anew. */
function trim(kept: Kept): void {
  if (kept.all.length <= kept.most * 1.25) return;
  const gone = kept.all.splice(0, kept.all.length - kept.most);
  for (const { xid } of gone) kept.floor = Math.max(kept.floor, xid + 1);
  keepOnly(kept, kept.all);
}

function missedOf({ byPlace, floor, top }: Kept, place: Place, text: string): Missed {
  const seen = readSeen(text);
  if (!seen || seen.min < floor || seen.max > top + mostAhead) return 'refresh';
  const concerns = ({ change }: PastChange) => change === null || !place.record || change.id === place.record;
  const here = byPlace.get(keyOf(place)) ?? [];
  return toldOf(here.filter((past) => !hasSeen(seen, past.xid) && concerns(past)));
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
