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

/** Everybody who listens to anything of a workspace: nothing is told here, it finds whose rights to look at. */
export function workspaceRoom(workspaceId: string): string {
  return `workspace:${workspaceId}`;
}

/** The connections of one person: nothing is told here, it finds whose rights to look at. */
export function personRoom(userId: string): string {
  return `person:${userId}`;
}

/** Where in a workspace something is told or somebody is. */
export interface Spot {
  readonly workspaceId: string;
  readonly resource?: string | undefined;
  readonly record?: string | undefined;
}

/** Where a plugin's messages of one kind are told; `user` is the person they are for. */
export function toldRoom({ message, user, ...spot }: Spot & { message: string; user?: string }): string {
  const start = `told:${spot.workspaceId}:${message}`;
  return user === undefined ? `${start}${inside(spot)}` : `${start}:person:${user}`;
}

/** Where those are told who watch who is there. */
export function presenceRoom(spot: Spot): string {
  return `present:${spot.workspaceId}${inside(spot)}`;
}

/** Those who are seen there. */
export function hereRoom(spot: Spot): string {
  return `here:${spot.workspaceId}${inside(spot)}`;
}

/** @returns where a room of `presenceRoom` is */
export function spotOf(room: string): Spot {
  const [, workspaceId = '', resource, record] = room.split(':');
  return { workspaceId, ...(resource && { resource }), ...(record && { record }) };
}

function inside({ resource, record }: Spot): string {
  return [resource, record].map((part) => (part === undefined ? '' : `:${part}`)).join('');
}
