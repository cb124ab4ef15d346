import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { gate } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound } from '../../sdk/index.ts';
import type { ToldInterest } from '../messages.ts';
import { toldRoom } from '../rooms.ts';

/** May they hear messages of this kind? @returns the room @throws NotFound, NotAllowed */
export function authoriseHearing(runtime: Runtime, scope: Scope, interest: ToldInterest): string {
  const { message: id, mine, resource, record } = interest;
  const found = runtime.registry.contributions.liveMessages.find(({ item }) => item.id === id);
  if (!found) throw new NotFound('There is nothing here.');
  gate(scope, found.plugin);
  authorise(viewerOf(runtime, scope), found.item.permission);
  const workspaceId = scope.workspace.id;
  if (mine) return toldRoom({ workspaceId, message: id, user: scope.actor.userId ?? '' });
  return toldRoom({ workspaceId, message: id, resource, record });
}
