import { recordRoom } from '../realtime/rooms.ts';

/** What live updates call the messages to people; a record of it is a person's inbox. */
export const notificationsResource = 'core.notification';

/** Where a person's own messages are told of, in one workspace. */
export function inboxRoom(workspaceId: string, userId: string): string {
  return recordRoom(workspaceId, notificationsResource, userId);
}
