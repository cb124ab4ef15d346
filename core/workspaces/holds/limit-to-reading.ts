import { z } from 'zod';
import { workspacesTopic } from '../../access/topics.ts';
import type { OpenCtx } from '../../context/open-ctx.ts';
import { currentCall } from '../../kernel/call-plugin.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed, planLimits } from '../../sdk/index.ts';
import { noteHold } from './note-hold.ts';

const input = z.object({ reason: z.string().trim().min(1).max(300).nullable() });

/** A plugin says that its plan lets this workspace only be read, or lets it work again. @throws NotAllowed, InvalidInput */
export async function limitToReading(
  runtime: Runtime,
  { scope, unit }: OpenCtx,
  said: string | null,
): Promise<void> {
  const plugin = currentCall()?.plugin;
  const plans = contributionsIn(runtime.registry, scope, 'extensions');
  const isPlan = plans.some((one) => one.plugin === plugin && one.item.point === planLimits.id);
  if (plugin === undefined || !isPlan) {
    throw new NotAllowed('Only a plugin that extends core.plan-limits may limit a workspace to reading.');
  }
  const { reason } = parseInput(input, { reason: said });
  await unit.run({ text: 'select hold_workspace($1, $2)', values: [plugin, reason] });
  await noteHold(unit, scope, runtime.now(), { by: plugin, reason });
  unit.afterCommit(() => {
    runtime.broadcast.tell(workspacesTopic, scope.workspace.id).catch((error: unknown) => {
      scope.log.warn({ err: error }, 'Other processes were not told that a workspace may only be read.');
    });
  });
}
