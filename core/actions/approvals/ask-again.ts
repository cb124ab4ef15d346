import { v7 as newId } from 'uuid';
import { scopeOfActor } from '../../access/scope-of-actor.ts';
import { secretsAgain } from '../../audit/redact.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { Conflict, NotAllowed } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import { openAction } from '../catalogue/action-catalogue.ts';
import type { OfferedAction } from '../offered-action.ts';
import { verdictOn } from '../risk/verdict.ts';
import type { AskedAction } from '../run/asked.ts';
import type { Approval } from './approval.ts';

/** Whoever asked may not do it any more. */
export class AskerMayNot extends Conflict {
  override readonly code: string = 'asker-may-not';
}

/**
 * The same call as whoever asked for it may make today, with the arguments given instead of theirs, if any.
 * @throws AskerMayNot, InvalidInput, NotFound when its plugin is off
 */
export async function askAgain(
  runtime: Runtime,
  approver: Scope,
  approval: Approval,
  edited?: unknown,
): Promise<AskedAction> {
  const { door, requestId, action: id } = approval;
  const callId = newId();
  const asker = await askersScope(runtime, approver, approval);
  const origin = { door, requestId, action: id, callId };
  const action = openFor(runtime, { ...asker, origin }, approval);
  const input = edited === undefined ? approval.args : secretsAgain(edited, approval.args, action.secret);
  const checked = await action.check(runtime, asker, input);
  await refuseDenied(runtime, { ...asker, origin }, action, checked);
  const scope: Scope = { ...asker, origin: { ...origin, approvedBy: approver.actor.userId ?? undefined } };
  return { runtime, scope, action, callId, input, checked, argsHash: argsHash(id, input) };
}

async function askersScope(runtime: Runtime, approver: Scope, { actor }: Approval): Promise<Scope> {
  if (actor.kind === 'system') return { ...approver, actor };
  const { workspace, log, signal } = approver;
  return scopeOfActor(runtime, workspace.id, actor, { log, signal }).catch(sayAskerMayNot);
}

function openFor(runtime: Runtime, asker: Scope, { action, actor }: Approval): OfferedAction {
  try {
    return openAction(runtime, asker, action);
  } catch (error) {
    if (error instanceof NotAllowed) throw new AskerMayNot(`${actor.name} may not do this any more.`);
    throw error;
  }
}

/** Rules of the workspace may have become stricter since; approval does not help against a no. */
async function refuseDenied(
  runtime: Runtime,
  asker: Scope,
  action: OfferedAction,
  checked: unknown,
): Promise<void> {
  const verdict = await verdictOn(runtime, asker, action.id, action.weigh(checked));
  if (verdict === 'deny') throw new AskerMayNot('This workspace does not let anybody do this any more.');
}

function sayAskerMayNot(error: unknown): never {
  if (error instanceof NotAllowed) throw new AskerMayNot(error.message);
  throw error;
}
