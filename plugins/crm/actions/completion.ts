import { type InputOf, inputOf, instant, integer, type ResourceAction, text } from 'guildhall/sdk';
import { completeInteraction } from '../domain/interactions/complete-interaction.ts';
import type { interactionFields } from '../resources/interaction-fields.ts';

const form = {
  outcome: text({ max: 500 }),
  durationMinutes: integer({ min: 0, max: 10_080, label: 'Minutes' }),
  completedAt: instant({ label: 'Done on', help: 'Now, when left empty.' }),
};

export const completion: ResourceAction<typeof interactionFields, InputOf<typeof form>> = {
  label: 'Done',
  icon: 'check',
  form,
  input: inputOf(form),
  access: 'crm:write',
  offered: (interaction) => interaction.completedAt === null,
  run: completeInteraction,
};
