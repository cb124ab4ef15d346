import { inboxRoom, notificationsResource } from '../notifications/notifications-resource.ts';
import { findResource } from '../resources/find-resource.ts';
import { getText } from '../resources/read/get-record.ts';
import { openResource } from '../resources/read/open-resource.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound } from '../sdk/index.ts';
import type { Interest } from './messages.ts';
import type { Visitor } from './people.ts';
import { recordRoom, resourceRoom } from './rooms.ts';

/**
 * The door of REST once more: plugin on, read access, and for one record that it is visible.
 * @returns the room @throws NotFound, NotAllowed
 */
export async function authoriseInterest(
  runtime: Runtime,
  visitor: Visitor,
  interest: Interest,
): Promise<string> {
  const scope = await visitor.scopeIn(interest.workspace);
  if (interest.resource === notificationsResource) return ownInbox(scope, interest);
  const resource = findResource(runtime, interest.resource);
  openResource(runtime, scope, resource, resource.options.access.read);
  if (interest.record === undefined) return resourceRoom(scope.workspace.id, resource.id);
  await getText(runtime, scope, resource, interest.record, { fields: [], removed: true });
  return recordRoom(scope.workspace.id, resource.id, interest.record);
}

/** A person hears of their own messages and nobody else's. */
function ownInbox({ workspace, actor }: Scope, { record }: Interest): string {
  if (record === undefined || record !== actor.userId) throw new NotFound('There is nothing here.');
  return inboxRoom(workspace.id, record);
}
