import { v7 as newId } from 'uuid';
import { assertWritable } from '../../access/assert-writable.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { requestApproval } from '../approvals/request-approval.ts';
import { argsHash } from '../args-hash.ts';
import { findAction, openAction } from '../catalogue/action-catalogue.ts';
import { verdictOn } from '../risk/verdict.ts';
import type { ActionAnswer } from './answer.ts';
import type { AskedAction } from './asked.ts';
import { countCall } from './count-call.ts';
import { notingRefusal } from './note-refusal.ts';
import { onceByKey } from './once-by-key.ts';
import { performCall } from './perform-call.ts';
import { previewCall } from './preview-call.ts';

export interface RunOptions {
  /** Only say what would happen. */
  readonly preview?: boolean;
  /** Asked for again with the same key within a day, it is not done again: the first answer comes back. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * The one way to do an action, whatever door it was asked for at: gate, policy, schema, rate limit, key, risk,
 * then preview, approval or the deed itself, which is audited in its own transaction.
 *
 * @throws NotFound, NotAllowed, InvalidInput, RateLimited, Conflict, and what the action refuses
 */
export async function runAction(
  runtime: Runtime,
  scope: Scope,
  name: string,
  input: unknown,
  options: RunOptions = {},
): Promise<ActionAnswer> {
  const { id } = findAction(runtime, name);
  return notingRefusal(runtime, scope, id, input, async () =>
    answer(await ask(runtime, scope, id, input), options),
  );
}

/** Gate, policy, schema, rate limit. */
async function ask(runtime: Runtime, scope: Scope, id: string, input: unknown): Promise<AskedAction> {
  const action = openAction(runtime, scope, id);
  if (action.effect !== 'read') assertWritable(runtime.registry, scope.workspace, action.permission);
  if (action.resource) runtime.pluginCalls.enter(action.plugin);
  const callId = newId();
  const origin = { door: 'system' as const, requestId: null, ...scope.origin, action: id, callId };
  const checked = await action.check(runtime, scope, input);
  await countCall(runtime, scope, action);
  return {
    runtime,
    scope: { ...scope, origin },
    action,
    callId,
    input,
    checked,
    argsHash: argsHash(id, input),
  };
}

async function answer(asked: AskedAction, { preview, idempotencyKey }: RunOptions): Promise<ActionAnswer> {
  const verdict = await verdictOn(
    asked.runtime,
    asked.scope,
    asked.action.id,
    asked.action.weigh(asked.checked),
  );
  if (verdict === 'deny') throw new NotAllowed('This workspace does not let you do this. Ask an admin.');
  if (preview) {
    return {
      status: 'preview',
      preview: (await previewCall(asked)).preview,
      needsApproval: verdict === 'approve',
    };
  }
  const work = verdict === 'approve' ? requestApproval : performCall;
  if (idempotencyKey === undefined || asked.action.effect === 'read') return work(asked);
  return onceByKey(asked, idempotencyKey, work);
}
