import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { actorText } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { loadPerson } from '../../users/person.ts';
import { archivePermission } from '../archive-permission.ts';

/**
 * Programs act for a person in a workspace. What is about the whole instance they may do where the key allows
 * archives and its person is the admin of the instance. @returns who asks, as tasks name them @throws NotAllowed
 */
export async function instanceAdminOf(runtime: Runtime, scope: Scope): Promise<string> {
  authorise(viewerOf(runtime, scope), archivePermission);
  const { userId } = scope.actor;
  const person = userId === null ? null : await loadPerson(runtime.database, userId);
  if (!person?.isInstanceAdmin) throw new NotAllowed('Only the admin of this instance does that.');
  return actorText(scope.actor);
}
