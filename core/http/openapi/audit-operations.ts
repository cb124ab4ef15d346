import { auditDoors, auditOutcomes } from '../../audit/read/audit-question.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { actionsTag } from './offered-operations.ts';
import { accessNote, type Operation } from './operation.ts';

const text = { type: 'string' };
const when = { type: 'string', format: 'date-time' };

function asked(name: string, description: string, schema: Schema): Parameter {
  return { name, in: 'query', description, schema };
}

export const olderThan = asked('before', '`page.next` of the page before.', {
  type: 'string',
  pattern: '^[0-9]{1,18}$',
});

const filters: readonly Parameter[] = [
  asked('who', 'The id of a member, or a part of a name.', { ...text, maxLength: 200 }),
  asked('what', 'The beginning of the id of an action, such as `crm.`.', { ...text, maxLength: 200 }),
  asked('resource', 'Of records of this kind, such as `crm.deal`.', { ...text, maxLength: 200 }),
  asked('record', 'Of this record.', { type: 'string', format: 'uuid' }),
  asked('door', 'Which way it came.', { enum: auditDoors }),
  asked('outcome', 'What became of it.', { enum: auditOutcomes }),
  asked('from', 'At this moment or later.', when),
  asked('until', 'Before this moment.', when),
];

const page: Schema = {
  type: 'object',
  properties: { next: { type: ['string', 'null'], description: 'Pass it as `before` for the older ones.' } },
};

/** A page of what was done: each with who, by which door, and the fields it changed from what to what. */
export function auditPageOf(properties: Schema): Schema {
  const line = {
    type: 'object',
    properties: {
      ...{ id: text, at: when, actor: text, door: text, action: text, kind: { type: ['string', 'null'] } },
      changes: {
        type: ['object', 'null'],
        description: 'Each field that changed: `[before, after]`.',
        additionalProperties: { type: 'array', minItems: 2, maxItems: 2 },
      },
      ...properties,
    },
  };
  return {
    type: 'object',
    required: ['data', 'page'],
    properties: { data: { type: 'array', items: line }, page },
  };
}

const callParts: Schema = {
  entry: { enum: ['call', 'change'] },
  outcome: { enum: auditOutcomes },
  reason: { type: ['string', 'null'] },
  resource: { type: ['string', 'null'] },
  recordId: { type: ['string', 'null'] },
  approvedBy: { type: ['string', 'null'] },
};

const description = accessNote('workspace:see-audit');

const auditId: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: '`action.auditId` of the answer to what was done.',
  schema: { type: 'string', pattern: '^[0-9]{1,18}$' },
};

/** Who did what in a workspace, and the way back. */
export const auditOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/audit', operationId: 'listAudit', tags: [actionsTag], description },
    summary: 'List who did what',
    parameters: [
      ...filters,
      olderThan,
      asked('limit', 'Lines a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
    ],
    responses: { 200: jsonAnswer('The newest first.', auditPageOf(callParts)), ...refusalAnswers('read') },
  },
  {
    ...{ method: 'get', path: '/api/audit.csv', operationId: 'exportAudit', tags: [actionsTag], description },
    summary: 'Export who did what as CSV',
    parameters: filters,
    responses: {
      200: { description: 'The file.', content: { 'text/csv': { schema: text } } },
      ...refusalAnswers('read'),
    },
  },
  {
    ...{ method: 'post', path: '/api/audit/{id}/undoing', operationId: 'undo', tags: [actionsTag] },
    summary: 'Take back what was done',
    description: 'For as long as `action.undoableUntil` of its answer said, and by whoever may do it.',
    parameters: [auditId],
    responses: {
      200: jsonAnswer('What came of it.', { type: 'object', additionalProperties: true }),
      ...refusalAnswers('write'),
    },
  },
];
