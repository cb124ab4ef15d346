import type { Place } from '../events/change-log.ts';
import { inboxRoom, notificationsResource } from '../notifications/notifications-resource.ts';
import { findResource } from '../resources/find-resource.ts';
import { getText } from '../resources/read/get-record.ts';
import { openResource } from '../resources/read/open-resource.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound } from '../sdk/index.ts';
import type { ChangesInterest, Interest, PresenceInterest } from './messages.ts';
import type { Visitor } from './people.ts';
import type { PersonHere } from './presence/presence-board.ts';
import { hereRoom, presenceRoom, recordRoom, resourceRoom } from './rooms.ts';
import { authoriseHearing } from './told/authorise-hearing.ts';

/** What somebody may hear. */
export interface Allowed {
  readonly room: string;
  readonly workspaceId: string;
  /** Whose changes are told there. */
  readonly changes: Place | null;
  /** Who is seen there because of it. */
  readonly here: PersonHere | null;
}

/**
 * The door of REST once more: plugin on, read access, and for one record that it is visible.
 * @throws NotFound, NotAllowed
 */
export async function authoriseInterest(
  runtime: Runtime,
  visitor: Visitor,
  interest: Interest,
): Promise<Allowed> {
  const scope = await visitor.scopeIn(interest.workspace);
  const nothingElse = { workspaceId: scope.workspace.id, changes: null, here: null };
  if ('message' in interest) {
    await authoriseSpot(runtime, scope, interest);
    return { ...nothingElse, room: authoriseHearing(runtime, scope, interest) };
  }
  if ('presence' in interest) return atSpot(runtime, scope, interest);
  const changes = { ...nothingElse, ...interest };
  if (interest.resource === notificationsResource)
    return { ...nothingElse, changes, room: ownInbox(scope, interest) };
  await authoriseSpot(runtime, scope, interest);
  return { ...nothingElse, changes, room: roomOf(scope, interest) };
}

function roomOf({ workspace }: Scope, { resource, record }: ChangesInterest): string {
  return record === undefined
    ? resourceRoom(workspace.id, resource)
    : recordRoom(workspace.id, resource, record);
}

async function atSpot(runtime: Runtime, scope: Scope, interest: PresenceInterest): Promise<Allowed> {
  await authoriseSpot(runtime, scope, interest);
  const { workspace, actor } = scope;
  const spot = { workspaceId: workspace.id, resource: interest.resource, record: interest.record };
  const common = { workspaceId: workspace.id, changes: null };
  if (interest.presence === 'watching') return { ...common, room: presenceRoom(spot), here: null };
  return { ...common, room: hereRoom(spot), here: { id: actor.userId ?? '', name: actor.name } };
}

interface MaybeSpot {
  readonly resource?: string | undefined;
  readonly record?: string | undefined;
}

/** A member may stand in the workspace; on a resource or a record only who may read it. */
async function authoriseSpot(
  runtime: Runtime,
  scope: Scope,
  { resource: id, record }: MaybeSpot,
): Promise<void> {
  if (id === undefined) return;
  const resource = findResource(runtime, id);
  openResource(runtime, scope, resource, resource.options.access.read);
  if (record !== undefined) await getText(runtime, scope, resource, record, { fields: [], removed: true });
}

/** A person hears of their own messages and nobody else's. */
function ownInbox({ workspace, actor }: Scope, { record }: ChangesInterest): string {
  if (record === undefined || record !== actor.userId) throw new NotFound('There is nothing here.');
  return inboxRoom(workspace.id, record);
}
