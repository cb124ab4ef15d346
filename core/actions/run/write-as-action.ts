import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { ApprovalNeeded } from '../approvals/approval-needed.ts';
import { type RunOptions, runAction } from './run-action.ts';

/**
 * What a page asks of records, as the action that it is: `<resource>.<verb>`.
 * @throws ApprovalNeeded, and what `runAction` throws
 */
export async function writeAsAction<Output>(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  verb: string,
  input: unknown,
  options: Pick<RunOptions, 'idempotencyKey'> = {},
): Promise<Output> {
  const answer = await runAction(runtime, scope, `${resource.id}.${verb}`, input, options);
  if (answer.status === 'approval') throw new ApprovalNeeded(answer.approval);
  if (answer.status === 'preview') throw new Error('Nobody asked for a preview.');
  return answer.output as Output;
}
