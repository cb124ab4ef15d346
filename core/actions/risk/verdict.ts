import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Weight } from '../offered-action.ts';
import { fewRemoved } from '../run/limits.ts';
import { type ActionRule, rulesOf } from './rules.ts';

export type Verdict = 'allow' | 'approve' | 'deny';

/** Does nobody look on while this happens? Whoever works at the machine itself does. */
export function isProgram({ actor, origin }: Pick<Scope, 'actor' | 'origin'>): boolean {
  return actor.kind !== 'user' && !(actor.kind === 'system' && origin?.door === 'cli');
}

/** What is always so: people answer for what they do; programs ask before what hurts or cannot be undone. */
export function usualVerdict(byProgram: boolean, { effect, risk, removes }: Weight): Verdict {
  if (!byProgram || effect === 'read') return 'allow';
  const leavesTheHouse = effect === 'send' || effect === 'money';
  return risk === 'high' || leavesTheHouse || removes > fewRemoved ? 'approve' : 'allow';
}

const strictness: Readonly<Record<Verdict, number>> = { allow: 0, approve: 1, deny: 2 };

/** The strictest of what is always so and what the workspace asks for besides. Pure. */
export function strictest(
  byProgram: boolean,
  action: string,
  weight: Weight,
  rules: readonly ActionRule[],
): Verdict {
  const asked = rules
    .filter((rule) => isAbout(rule, byProgram, action, weight))
    .map(({ verdict }) => verdict);
  return [usualVerdict(byProgram, weight), ...asked].reduce((a, b) =>
    strictness[b] > strictness[a] ? b : a,
  );
}

function isAbout(rule: ActionRule, byProgram: boolean, action: string, { effect, risk }: Weight): boolean {
  return (
    (rule.who === 'everyone' || (rule.who === 'programs') === byProgram) &&
    (rule.action === undefined || rule.action === action) &&
    (rule.effect === undefined || rule.effect === effect) &&
    (rule.risk === undefined || rule.risk === risk)
  );
}

/** May it be done at once, after a person's approval, or not at all? */
export async function verdictOn(
  runtime: Runtime,
  scope: Scope,
  action: string,
  weight: Weight,
): Promise<Verdict> {
  // What somebody approved is not asked for again.
  if (scope.origin?.approvedBy) return 'allow';
  return strictest(isProgram(scope), action, weight, await rulesOf(runtime, scope.workspace.id));
}
