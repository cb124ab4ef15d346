import { Conflict, type Ctx } from 'guildhall/sdk';
import type { Interaction, InteractionValues } from '../../resources/interaction-fields.ts';

interface Completion {
  readonly outcome?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly completedAt?: string | null | undefined;
}

/** Say that a task, call or meeting was done, and how it went. */
export async function completeInteraction(
  ctx: Ctx,
  interaction: Interaction,
  { outcome, durationMinutes, completedAt }: Completion,
): Promise<InteractionValues> {
  if (interaction.completedAt) throw new Conflict('This was done already.');
  return {
    completedAt: completedAt ?? ctx.now().toISOString(),
    outcome: outcome ?? interaction.outcome,
    durationMinutes: durationMinutes ?? interaction.durationMinutes,
  };
}
