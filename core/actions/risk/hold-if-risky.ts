import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed, type Resource } from '../../sdk/index.ts';
import { ApprovalNeeded } from '../approvals/approval-needed.ts';
import { weightOf } from '../catalogue/record-verbs.ts';
import { runAction } from '../run/run-action.ts';
import { verdictOn } from './verdict.ts';

/**
 * The risk policy for writes that do not come in as actions: those of pages and of the addresses of records.
 * What needs a person's approval is asked for here as the action that it is.
 *
 * @throws ApprovalNeeded, NotAllowed
 */
export async function holdIfRisky(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  verb: string,
  input: unknown,
  removes?: number,
): Promise<void> {
  const id = `${resource.id}.${verb}`;
  const verdict = await verdictOn(runtime, scope, id, weightOf(resource, verb, removes));
  if (verdict === 'allow') return;
  if (verdict === 'deny') throw new NotAllowed('This workspace does not let you do this. Ask an admin.');
  const answer = await runAction(runtime, scope, id, input);
  if (answer.status === 'approval') throw new ApprovalNeeded(answer.approval);
}
