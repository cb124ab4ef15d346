import type { Place } from '../events/change-log.ts';
import type { RecordChanged, ResourceChanges, WrittenChange } from '../events/changes-since.ts';
import { notificationsResource } from '../notifications/notifications-resource.ts';
import type { Runtime } from '../runtime.ts';
import { limitBursts, usualLimits } from './limit-bursts.ts';
import type { LiveServer } from './live-socket.ts';
import type { Outgoing } from './outgoing.ts';
import { isRoomOf, recordRoom, resourceRoom } from './rooms.ts';

/** Tells those of this process who listen what changed; other processes read the same outbox. */
export interface Changes {
  publish(groups: readonly ResourceChanges[], seen: string): void;
  /** Is a refresh still to come for this resource? Then not all is told yet. */
  isHolding(place: Place): boolean;
}

interface Parts {
  readonly runtime: Runtime;
  readonly io: LiveServer;
  readonly outgoing: Outgoing;
  /** How far the outbox is read now. */
  readonly seen: () => string;
}

export function publishChanges(parts: Parts): Changes {
  const bursts = limitBursts(usualLimits, {
    tell(group, changes, seen) {
      if (mayTellIds(parts.runtime, group.resource)) tell(parts, group, changes, seen);
      else refresh(parts, group, seen);
    },
    refresh: (group) => refresh(parts, group, parts.seen()),
    later: (react, afterMs) => void setTimeout(react, afterMs).unref(),
  });
  return {
    publish: (groups, seen) => {
      for (const group of groups) bursts.receive(group, seen);
    },
    isHolding: bursts.isHolding,
  };
}

function tell(
  { outgoing }: Parts,
  { workspaceId, resource }: ResourceChanges,
  changes: readonly WrittenChange[],
  seen: string,
): void {
  const whole = resourceRoom(workspaceId, resource);
  changes.forEach((change, at) => {
    const rooms = [whole, recordRoom(workspaceId, resource, change.id)];
    // Only with the last of them all is told.
    const isLast = at === changes.length - 1;
    outgoing.send(rooms, 'changed', { resource, ...(isLast && { seen }), ...plain(change) });
  });
}

function refresh({ io, outgoing }: Parts, { workspaceId, resource }: ResourceChanges, seen: string): void {
  const rooms = [...io.sockets.adapter.rooms.keys()].filter((room) => isRoomOf(room, workspaceId, resource));
  outgoing.send(rooms, 'refresh', { resource, seen });
}

/** Where records are hidden from some, their ids would tell too much. */
export function mayTellIds(runtime: Runtime, resource: string): boolean {
  // Rooms of inboxes are joined by their owners alone.
  if (resource === notificationsResource) return true;
  const options = runtime.registry.resources.get(resource)?.options;
  return options !== undefined && options.visible === undefined && typeof options.access.read === 'string';
}

function plain({ id, kind, version }: WrittenChange): RecordChanged {
  return { id, kind, version };
}
