import type { Place } from '../events/change-log.ts';
import type { ResourceChanges, WrittenChange } from '../events/changes-since.ts';

export interface BurstLimits {
  readonly windowMs: number;
  /** More changes of a resource within a window become one refresh at its end. */
  readonly most: number;
  /** Under steady writing windows grow up to this length. */
  readonly longestMs: number;
}

export interface BurstOutlets {
  /** `seen` is how far the reading went that brought them. */
  tell(group: ResourceChanges, changes: readonly WrittenChange[], seen: string): void;
  refresh(group: ResourceChanges): void;
  later(react: () => void, afterMs: number): void;
}

export interface Bursts {
  receive(group: ResourceChanges, seen: string): void;
  /** Is a refresh of it still to come? */
  isHolding(place: Place): boolean;
}

interface Window {
  readonly lengthMs: number;
  count: number;
  isOverflowing: boolean;
}

export const usualLimits: BurstLimits = { windowMs: 200, most: 20, longestMs: 2_000 };

/** Few changes pass at once, one by one; an import of thousands becomes a refresh now and then. */
export function limitBursts(limits: BurstLimits, outlets: BurstOutlets): Bursts {
  const windows = new Map<string, Window>();

  const open = (group: ResourceChanges, lengthMs: number, count: number): Window => {
    const window = { lengthMs, count, isOverflowing: false };
    windows.set(keyOf(group), window);
    outlets.later(() => close(group, window), lengthMs);
    return window;
  };

  const close = (group: ResourceChanges, window: Window): void => {
    windows.delete(keyOf(group));
    if (!window.isOverflowing) return;
    outlets.refresh(group);
    open(group, Math.min(window.lengthMs * 2, limits.longestMs), limits.most);
  };

  return {
    receive(group, seen) {
      const window = windows.get(keyOf(group)) ?? open(group, limits.windowMs, 0);
      window.count += group.total;
      if (group.changes === null || window.count > limits.most) window.isOverflowing = true;
      else outlets.tell(group, group.changes, seen);
    },
    isHolding: (place) => windows.get(keyOf(place))?.isOverflowing ?? false,
  };
}

function keyOf({ workspaceId, resource }: Place): string {
  return `${workspaceId} ${resource}`;
}
