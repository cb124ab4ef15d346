import { z } from 'zod';
import { authorise } from '../../access/policy.ts';
import { processMemory } from '../../access/process-memory.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { actionEffects, actionRisks } from '../../sdk/index.ts';

/** A workspace may ask for more than what is always so, never for less. */
const rule = z.strictObject({
  who: z.enum(['people', 'programs', 'everyone']),
  /** Each narrows what the rule is about; all of it, when left out. */
  action: z.string().max(80).optional(),
  effect: z.enum(actionEffects).optional(),
  risk: z.enum(actionRisks).optional(),
  verdict: z.enum(['approve', 'deny']),
});

export const rulesInput = z.array(rule).max(100, 'Use at most 100 rules.');
export type ActionRule = z.infer<typeof rule>;

export const actionRulesTopic = 'action-rules';

const maxAgeMs = 10_000;
const most = 10_000;
const none: readonly ActionRule[] = [];
const memory = processMemory({ topic: actionRulesTopic, maxAgeMs, most, load: loadRules });

/** What a workspace asks for; every process forgets it when it changes. */
export async function rulesOf(runtime: Runtime, workspaceId: string): Promise<readonly ActionRule[]> {
  return (await memory.of(runtime, workspaceId)) ?? none;
}

async function loadRules({ database }: Runtime, workspaceId: string): Promise<readonly ActionRule[]> {
  const [row] = await inWorkspace(database, workspaceId, (unit) =>
    unit.run<{ rules: unknown }>({
      text: 'select rules from action_rules where workspace_id = $1',
      values: [workspaceId],
    }),
  );
  return row ? rulesInput.parse(row.rules) : none;
}

/** @throws NotAllowed, InvalidInput */
export async function changeRules(
  runtime: Runtime,
  scope: Scope,
  input: unknown,
): Promise<readonly ActionRule[]> {
  authorise(viewerOf(runtime, scope), 'workspace:manage-actions');
  const rules = parseInput(rulesInput, input);
  await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run({
      text: `insert into action_rules (workspace_id, rules, changed_by, changed_at) values ($1, $2, $3, $4)
        on conflict (workspace_id) do update set
          rules = excluded.rules, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      values: [scope.workspace.id, JSON.stringify(rules), scope.actor.userId, runtime.now()],
    }),
  );
  await runtime.broadcast.tell(actionRulesTopic, scope.workspace.id);
  return rules;
}
