import { dataAnswer } from '../answers.ts';
import { accessNote, type Operation } from '../operation.ts';
import { list, object, text, workspaceOperation } from './pieces.ts';

const number = { type: ['integer', 'null'] };

/** How much is used. */
export const usageOperations: readonly Operation[] = [
  workspaceOperation({
    ...{
      method: 'get',
      path: '/api/usage',
      operationId: 'getUsage',
      summary: 'How much is used, and what a plan allows',
    },
    description: `${accessNote('workspace:manage-modules')} Measured now, with the readings of 90 days.`,
    answer: dataAnswer(
      'The meters.',
      object({
        meters: list(object({ id: text, title: text, unit: text, amount: number, cap: number })),
        history: list(object({ meter: text, day: { ...text, format: 'date' }, amount: { type: 'integer' } })),
      }),
    ),
  }),
];
