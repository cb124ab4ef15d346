import type { RecordChanged, ResourceChanges } from '../events/changes-since.ts';
import { notificationsResource } from '../notifications/notifications-resource.ts';
import type { Runtime } from '../runtime.ts';
import type { LiveServer } from './live-socket.ts';
import { isRoomOf, recordRoom, resourceRoom } from './rooms.ts';

/** Says what changed to those of this process who listen; other processes read the same outbox. */
export function publishChanges(
  io: LiveServer,
  { workspaceId, resource }: ResourceChanges,
  changes: readonly RecordChanged[],
): void {
  const whole = resourceRoom(workspaceId, resource);
  for (const change of changes) {
    const rooms = [whole, recordRoom(workspaceId, resource, change.id)].filter((room) => isTaken(io, room));
    if (rooms.length > 0) io.local.to(rooms).emit('changed', { resource, ...change });
  }
}

export function publishRefresh(io: LiveServer, { workspaceId, resource }: ResourceChanges): void {
  const rooms = [...io.sockets.adapter.rooms.keys()].filter((room) => isRoomOf(room, workspaceId, resource));
  if (rooms.length > 0) io.local.to(rooms).emit('refresh', { resource });
}

/** Where records are hidden from some, their ids would tell too much. */
export function mayTellIds(runtime: Runtime, resource: string): boolean {
  // Rooms of inboxes are joined by their owners alone.
  if (resource === notificationsResource) return true;
  const options = runtime.registry.resources.get(resource)?.options;
  return options !== undefined && options.visible === undefined && typeof options.access.read === 'string';
}

function isTaken(io: LiveServer, room: string): boolean {
  return io.sockets.adapter.rooms.has(room);
}
