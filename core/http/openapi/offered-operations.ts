import type { OfferedAction } from '../../actions/offered-action.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { actionAnswers, idempotencyKey } from './action-answers.ts';
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
    responses: actionAnswers('What came of it; with `preview`, what would.', dataOf(action), {
      more: { needsApproval: { type: 'boolean', description: 'Only with `preview`.' } },
    }),
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

function dataOf({ resource, verb, effect, outputSchema }: OfferedAction): Schema {
  const isOne = resource !== null && verb !== 'list' && verb !== 'search' && verb !== 'bulk';
  if (isOne) return { $ref: `#/components/schemas/${schemaName(resource)}` };
  return effect === 'read' ? {} : outputSchema([]);
}

const parameters: Parameter[] = [
  {
    name: 'preview',
    in: 'query',
    description: 'Only say what would happen; nothing changes.',
    schema: { type: 'boolean', default: false },
  },
  idempotencyKey,
];
