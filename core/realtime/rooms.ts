/** The one place that names rooms. A workspace's id leads, so no two workspaces can meet in one. */
export function resourceRoom(workspaceId: string, resource: string): string {
  return `workspace:${workspaceId}:${resource}`;
}

export function recordRoom(workspaceId: string, resource: string, record: string): string {
  return `${resourceRoom(workspaceId, resource)}:${record}`;
}

/** Is it the room of the resource, or of one of its records? */
export function isRoomOf(room: string, workspaceId: string, resource: string): boolean {
  const whole = resourceRoom(workspaceId, resource);
  return room === whole || room.startsWith(`${whole}:`);
}
