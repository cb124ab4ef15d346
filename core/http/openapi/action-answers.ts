import type { Schema } from '../../json-schema/json-schema.ts';
import { jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';

/** Asking again for what is done only once. */
export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Asked for again with the same key within a day, it is not done again: the first answer comes back.',
  schema: { type: 'string', maxLength: 200 },
};

/** `components.schemas`: what every action may answer. */
export const actionSchemas: Record<string, Schema> = {
  ActionNote: {
    type: 'object',
    properties: {
      auditId: {
        type: ['string', 'null'],
        description: 'Take it back by `POST /api/audit/{id}/undoing`.',
      },
      undoableUntil: { type: ['string', 'null'], format: 'date-time' },
    },
  },
  ActionWaiting: {
    type: 'object',
    properties: {
      approval: {
        type: 'object',
        description: 'Ask `GET /api/approvals/{id}` what became of it.',
        properties: {
          id: { type: 'string', format: 'uuid' },
          state: { type: 'string' },
          summary: { type: 'string' },
        },
      },
    },
  },
};

/** What was done as `data`, with its note, or what waits, or why neither. */
export function actionAnswers(
  description: string,
  data: Schema,
  { status = 200, more = {} }: { readonly status?: number; readonly more?: Record<string, Schema> } = {},
): Record<string, Schema> {
  const action = { $ref: '#/components/schemas/ActionNote' };
  const done = { type: 'object', required: ['data'], properties: { data, action, ...more } };
  const waiting = { $ref: '#/components/schemas/ActionWaiting' };
  return {
    [status]: jsonAnswer(description, done),
    202: jsonAnswer('It waits for a person’s approval.', waiting),
    ...refusalAnswers('write'),
  };
}
