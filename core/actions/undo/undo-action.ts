import { v7 as newId } from 'uuid';
import { writeCall } from '../../audit/write-call.ts';
import { type OpenCtx, openCtx } from '../../context/open-ctx.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { Conflict, NotFound } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import { openAction } from '../catalogue/action-catalogue.ts';
import type { OfferedAction } from '../offered-action.ts';
import { undoHours } from '../run/limits.ts';
import { changesOfCall, type DoneRow, findDone } from './done-row.ts';
import { takeBack } from './take-back.ts';
import { isReversible, undoableSince } from './undo-window.ts';

export interface UndoAnswer {
  readonly auditId: string;
}

/**
 * Takes back what a row of the audit says was done: by the action's own undo, else record by record with the
 * values from before, where nobody changed them since. It is audited as a call of its own.
 *
 * @throws NotFound, NotAllowed, Conflict when it is too late, was undone, or the records changed since
 */
export async function undoAction(runtime: Runtime, scope: Scope, auditId: string): Promise<UndoAnswer> {
  const found = await inWorkspace(runtime.database, scope.workspace.id, (unit) => findDone(unit, auditId));
  const row = visibleTo(scope, found);
  const action = openUndo(runtime, scope, row);
  const callId = newId();
  const origin = { door: 'system' as const, requestId: null, ...scope.origin, action: action.id, callId };
  return openCtx(runtime, { ...scope, origin }, (ctx) => undoIn(runtime, ctx, action, row, callId));
}

function openUndo(runtime: Runtime, scope: Scope, row: DoneRow): OfferedAction {
  const action = openAction(runtime, scope, row.action);
  if (!isReversible(action, row.entry)) throw new Conflict('This cannot be taken back.');
  if (row.isUndone) throw new Conflict('This was taken back already.');
  if (row.outcome !== 'done') throw new Conflict('This was not done, so there is nothing to take back.');
  if (Date.parse(row.at) < undoableSince(runtime.now()).getTime())
    throw new Conflict(`It can be taken back for ${undoHours} hours, and that is over.`);
  return action;
}

/** One's own deeds, and those of others for who sees the audit. */
function visibleTo({ actor, grants }: Scope, row: DoneRow | undefined): DoneRow {
  const isOwn = actor.userId !== null && actor.userId === row?.userId;
  if (row && (isOwn || grants.has('workspace:see-audit'))) return row;
  throw new NotFound('There is no such thing to take back.');
}

async function undoIn(
  runtime: Runtime,
  ctx: OpenCtx,
  action: OfferedAction,
  row: DoneRow,
  callId: string,
): Promise<UndoAnswer> {
  const args = { undoes: row.id };
  const call = {
    action: action.id,
    callId,
    outcome: 'done',
    args,
    argsHash: argsHash(action.id, args),
    undoes: row.id,
  } as const;
  // First, so that of two at once the second finds it undone.
  const auditId = await writeCall(ctx.unit, ctx.scope, runtime.now(), call).catch(refuseTwice);
  if (action.undo) await action.undo(runtime, ctx, row.args, row.result);
  else for (const change of await changesOfCall(ctx.unit, row)) await takeBack(runtime, ctx, change);
  return { auditId };
}

function refuseTwice(error: unknown): never {
  if ((error as { code?: string }).code === '23505') throw new Conflict('This was taken back already.');
  throw error;
}
