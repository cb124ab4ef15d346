import type { OfferedAction } from '../../actions/offered-action.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { pascal, schemaName } from './names.ts';
import { accessNote, jsonBody, type Operation } from './operation.ts';

export const actionsTag = 'actions';
export const actionsNote =
  'Everything that can be done, under one authorisation, audit and rate limit. The same actions are tools of the MCP server at `/mcp` and commands.';

/** `POST /api/actions/crm.contact.create` for each action. */
export function offeredOperations(
  actions: readonly OfferedAction[],
  customFields: readonly CustomField[],
): Operation[] {
  return actions.map((action) => ({
    method: 'post',
    path: `/api/actions/${action.id}`,
    operationId: `run${pascal(...action.id.split('.'))}`,
    summary: action.title,
    description: describe(action),
    // Those of records stand beside the addresses that do the same by a shorter way.
    tags: [action.resource ? actionsTag : action.plugin],
    parameters,
    requestBody: jsonBody(inputOf(action, customFields)),
    responses: {
      200: jsonAnswer('What came of it; with `preview`, what would.', doneSchema(action)),
      202: jsonAnswer('It waits for a person’s approval.', waitingSchema),
      ...refusalAnswers('write'),
    },
  }));
}

function describe({ description, effect, risk, permission }: OfferedAction): string {
  return `${description} ${accessNote(permission)} Effect: ${effect}; risk: ${risk}.`;
}

/** What a resource describes anyway is pointed at; the rest is written out. */
function inputOf(action: OfferedAction, customFields: readonly CustomField[]): Schema {
  if (action.resource && action.verb === 'create')
    return { $ref: `#/components/schemas/${schemaName(action.resource)}Create` };
  return action.inputSchema(customFields);
}

function doneSchema({ resource, verb, effect, outputSchema }: OfferedAction): Schema {
  const isOne = resource !== null && verb !== 'list' && verb !== 'search' && verb !== 'bulk';
  const data = isOne
    ? { $ref: `#/components/schemas/${schemaName(resource)}` }
    : effect === 'read'
      ? {}
      : outputSchema([]);
  return {
    type: 'object',
    required: ['data'],
    properties: {
      data,
      action: {
        type: 'object',
        properties: {
          auditId: {
            type: ['string', 'null'],
            description: 'Take it back by `POST /api/audit/{id}/undoing`.',
          },
          undoableUntil: { type: ['string', 'null'], format: 'date-time' },
        },
      },
      needsApproval: { type: 'boolean', description: 'Only with `preview`.' },
    },
  };
}

const waitingSchema: Schema = {
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
};

const parameters: Parameter[] = [
  {
    name: 'preview',
    in: 'query',
    description: 'Only say what would happen; nothing changes.',
    schema: { type: 'boolean', default: false },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Asked for again with the same key within a day, it is not done again: the first answer comes back.',
    schema: { type: 'string', maxLength: 200 },
  },
];
