import { v7 as newId } from 'uuid';
import { argsHash } from '../../actions/args-hash.ts';
import { writeCall } from '../../audit/write-call.ts';
import type { UnitOfWork } from '../../db/unit-of-work.ts';
import type { Scope } from '../../scope.ts';

type HoldScope = Pick<Scope, 'actor' | 'origin'> & { readonly workspace: { readonly id: string } };

/** Keeps in the audit of the workspace that it was held, or released, by whom and why. */
export async function noteHold(
  unit: UnitOfWork,
  scope: HoldScope,
  at: Date,
  held: { readonly by: string; readonly reason: string | null },
): Promise<void> {
  const action = held.reason === null ? 'core.workspace.release' : 'core.workspace.limit-to-reading';
  const hash = argsHash(action, held);
  await writeCall(unit, scope, at, { action, callId: newId(), outcome: 'done', args: held, argsHash: hash });
}
