import { v7 as newId } from 'uuid';
import { argsHash } from '../../actions/args-hash.ts';
import { writeCall } from '../../audit/write-call.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Actor } from '../../sdk/index.ts';

/** Keeps in the audit of the workspace that it was held, or released, and why. */
export async function noteHold(
  { database, now }: Pick<Runtime, 'database' | 'now'>,
  workspaceId: string,
  actor: Actor,
  reason: string | null,
): Promise<void> {
  const action = reason === null ? 'core.workspace.release' : 'core.workspace.limit-to-reading';
  const args = { reason };
  const call = { action, callId: newId(), outcome: 'done', args, argsHash: argsHash(action, args) } as const;
  const scope = { actor, workspace: { id: workspaceId } };
  await inWorkspace(database, workspaceId, (unit) => writeCall(unit, scope, now(), call));
}
