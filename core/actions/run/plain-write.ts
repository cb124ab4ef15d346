import { v7 as newId } from 'uuid';
import { assertWritable } from '../../access/assert-writable.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { DomainError, type Resource } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import { findAction } from '../catalogue/action-catalogue.ts';
import type { OfferedAction } from '../offered-action.ts';
import { verdictOn } from '../risk/verdict.ts';
import { countCall } from './count-call.ts';
import { noteFailure } from './keep-call.ts';
import { writeAsAction } from './write-as-action.ts';

/** What is asked for: the input as the action takes it, with the record's id in it. */
export interface PlainCall {
  readonly resource: Resource;
  readonly verb: 'create' | 'update';
  readonly input: unknown;
}

/**
 * A write of one record by one statement, whose audit is a part of it: the action `<resource>.<verb>` by the
 * shortest way. It is weighed and counted as everywhere, its change stands for the call, and what breaks is kept
 * as a call that failed. What may not happen at once takes the long way. The record, as JSON text.
 *
 * @throws ApprovalNeeded, NotAllowed, RateLimited, and what the work throws
 */
export async function plainWrite(
  runtime: Runtime,
  scope: Scope,
  { resource, verb, input }: PlainCall,
  work: () => Promise<string>,
): Promise<string> {
  const action = findAction(runtime, `${resource.id}.${verb}`);
  assertWritable(runtime.registry, scope.workspace, action.permission);
  const verdict = await verdictOn(runtime, scope, action.id, action.weigh(input));
  if (verdict !== 'allow') return JSON.stringify(await writeAsAction(runtime, scope, resource, verb, input));
  await countCall(runtime, scope, action);
  const began = performance.now();
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) await noteBroken(runtime, scope, action, input, began);
    throw error;
  }
}

function noteBroken(
  runtime: Runtime,
  scope: Scope,
  action: OfferedAction,
  input: unknown,
  began: number,
): Promise<void> {
  const hash = argsHash(action.id, input);
  return noteFailure({ runtime, scope, action, callId: newId(), input, argsHash: hash }, began);
}
