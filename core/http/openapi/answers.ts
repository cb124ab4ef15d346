import type { Schema } from '../../json-schema/json-schema.ts';

export const errorSchema: Schema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'For programs, for example `not-found`.' },
        message: { type: 'string', description: 'For people: what is wrong and what to do.' },
        problems: {
          type: 'array',
          description: 'Which values are wrong, all of them at once.',
          items: { $ref: '#/components/schemas/Problem' },
        },
        details: { type: 'object', additionalProperties: true },
      },
    },
  },
};

export const problemSchema: Schema = {
  type: 'object',
  required: ['path', 'message'],
  properties: {
    path: {
      type: 'array',
      description: 'Where in the input, for example `["lines", 0, "amountMinor"]`.',
      items: { type: ['string', 'integer'] },
    },
    message: { type: 'string' },
  },
};

const refusals = {
  NotAuthenticated: [401, 'Nobody is signed in, or the key is unknown, revoked or expired.'],
  NotAllowed: [403, 'The key or the person lacks the permission.'],
  NotFound: [404, 'It is not there, not visible to you, or its module is switched off.'],
  Conflict: [409, 'The state of things forbids it, or somebody changed the record meanwhile.'],
  TooLarge: [413, 'More was sent than is taken.'],
  InvalidInput: [422, 'Some values cannot be taken; `problems` names each.'],
  RateLimited: [429, 'Too much in too little time.'],
  Unavailable: [503, 'Something this server stands on does not answer.'],
} as const;

export type Refusal = keyof typeof refusals;

const names = Object.keys(refusals) as Refusal[];
const whileReading = names.filter((name) => name !== 'Conflict' && name !== 'TooLarge');
const retryLater = new Set<Refusal>(['RateLimited', 'Unavailable']);
const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

/** `components.responses`: each refusal described once. */
export function refusalComponents(): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, refusalComponent(name)]));
}

function refusalComponent(name: Refusal): Schema {
  return {
    description: refusals[name][1],
    ...(retryLater.has(name) && { headers: retryAfter }),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
}

/** What an operation may answer besides success. */
export function refusalAnswers(kind: 'read' | 'write'): Record<string, Schema> {
  const possible = kind === 'read' ? whileReading : names;
  return Object.fromEntries(
    possible.map((name) => [String(refusals[name][0]), { $ref: `#/components/responses/${name}` }]),
  );
}

/** A success with a JSON body. */
export function jsonAnswer(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } };
}

/** `{ "data": … }` */
export function dataAnswer(description: string, data: Schema): Schema {
  return jsonAnswer(description, { type: 'object', required: ['data'], properties: { data } });
}
