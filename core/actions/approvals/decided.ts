import { withoutSecrets } from '../../audit/redact.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { allActions } from '../catalogue/action-catalogue.ts';
import type { Approval } from './approval.ts';
import type { ApprovalChange } from './approval-rows.ts';
import type { UnderDecision } from './decide.ts';

/** Who decided, and when. */
export function decidedBy(runtime: Runtime, { actor }: Scope) {
  return { decidedBy: actor.userId, decidedByName: actor.name, decidedAt: runtime.now().toISOString() };
}

/** Once it was done its arguments are kept as the audit keeps them, and as they were done. */
export function keptArgs({ asked, decision }: UnderDecision): ApprovalChange {
  const args = withoutSecrets(asked.input, asked.action.secret);
  return decision.args === undefined ? { args } : { args, argsHash: asked.argsHash, wasEdited: true };
}

/** Its arguments for whoever looks at them; secrets stay hidden. */
export function shownArgs(
  { registry }: Runtime,
  { action, args }: Pick<Approval, 'action' | 'args'>,
): unknown {
  return withoutSecrets(args, allActions(registry).get(action)?.secret);
}
