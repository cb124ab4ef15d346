import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { OfferedAction } from '../actions/offered-action.ts';
import { toolName } from '../actions/tool-name.ts';
import type { CustomField } from '../custom-fields/custom-field.ts';

const lasting = new Set(['remove', 'send', 'money']);

/** An action as a tool, with what a client may want to know before it asks its user. */
export function toolOf(action: OfferedAction, customFields: readonly CustomField[]): Tool {
  const { id, title, description, effect, idempotent } = action;
  return {
    name: toolName(id),
    title,
    description,
    inputSchema: { ...action.inputSchema(customFields), type: 'object' } as Tool['inputSchema'],
    annotations: {
      title,
      readOnlyHint: effect === 'read',
      destructiveHint: lasting.has(effect),
      idempotentHint: idempotent,
      openWorldHint: effect === 'send' || effect === 'money',
    },
  };
}

/** More tools than this confuse a model; then it can also look for them. */
export const fewTools = 20;

/** How to find, read and run actions without having all of them in sight. */
export const searchingTools: readonly Tool[] = [
  {
    name: 'search_actions',
    title: 'Search actions',
    description: 'Finds what can be done here, by words. Begin with this.',
    inputSchema: { type: 'object', properties: { words: { type: 'string' } }, additionalProperties: false },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'describe_action',
    title: 'Describe an action',
    description: 'Says what an action takes and gives, as JSON Schema.',
    inputSchema: {
      type: 'object',
      required: ['action'],
      properties: { action: { type: 'string', description: 'Such as crm.contact.create.' } },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  {
    name: 'run_action',
    title: 'Run an action',
    description: 'Does an action, or with preview says what it would do.',
    inputSchema: {
      type: 'object',
      required: ['action'],
      properties: {
        action: { type: 'string', description: 'Such as crm.contact.create.' },
        input: { type: 'object', additionalProperties: true },
        preview: { type: 'boolean' },
        idempotencyKey: { type: 'string', description: 'With the same key it is done once.' },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
  },
];
