import { choice, type FieldValues, integer, type Row, reference, text } from 'guildhall/sdk';
import { pipelines } from '../api.ts';

export const stageFields = {
  pipelineId: reference(() => pipelines, { required: true, label: 'Pipeline', onRemove: 'refuse' }),
  name: text({ required: true, max: 100 }),
  position: integer({ filled: true, help: 'Smallest first; last, when left empty.' }),
  kind: choice(
    {
      open: { label: 'Open', colour: 'blue' },
      won: { label: 'Won', colour: 'green' },
      lost: { label: 'Lost', colour: 'red' },
    },
    { default: 'open', help: 'Deals that enter a won or lost stage are closed.' },
  ),
  probability: integer({
    min: 0,
    max: 100,
    unit: '%',
    filled: true,
    help: 'Chance in percent that a deal here is won. Won is 100, lost is 0.',
  }),
  colour: choice(
    ['blue', 'azure', 'indigo', 'purple', 'pink', 'red', 'orange', 'yellow', 'lime', 'green', 'teal', 'cyan'],
    { default: 'blue' },
  ),
  rottingDays: integer({
    min: 1,
    max: 3_650,
    unit: 'days',
    label: 'Goes stale after',
    help: 'In days. Deals that stay here longer are found by when they go stale.',
  }),
};

export type Stage = Row<typeof stageFields>;
export type StageValues = Partial<FieldValues<typeof stageFields>>;
