import { jsonSchema, type Schema } from '../../json-schema/json-schema.ts';
import { humanise, type Route } from '../../sdk/index.ts';
import { jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { pascal } from './names.ts';
import { accessNote, jsonBody, type Operation } from './operation.ts';

/** An address that a plugin added by itself. */
export function routeOperation(plugin: string, route: Route): Operation {
  const input = inputOf(route);
  const isRead = route.method === 'get' || route.method === 'delete';
  const parameters = [...input.path, ...(isRead ? input.rest.map(queryParameter) : [])];
  return {
    method: route.method,
    path: `/api/${plugin}${route.path.replace(/:([A-Za-z0-9_]+)/g, '{$1}')}`,
    operationId: `${route.method}${pascal(plugin, route.path)}`,
    summary: route.summary,
    description: accessNote(route.access),
    tags: [plugin],
    ...(parameters.length > 0 && { parameters }),
    ...(!isRead && input.rest.length > 0 && { requestBody: bodyOf(input) }),
    responses: {
      200: jsonAnswer('The answer.', { type: 'object', properties: { data: {} } }),
      ...refusalAnswers(route.method === 'get' ? 'read' : 'write'),
    },
  };
}

interface Part {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

interface Input {
  readonly path: readonly Parameter[];
  readonly rest: readonly Part[];
}

/** Path parts and the rest of what a route takes come as one input; here they part again. */
function inputOf(route: Route): Input {
  const inPath = [...route.path.matchAll(/:([A-Za-z0-9_]+)/g)].map((match) => match[1] ?? '');
  const parts = partsOf(jsonSchema(route.input));
  const known = new Map(parts.map((part) => [part.name, part.schema]));
  return {
    path: inPath.map((name) => pathParameter(name, known.get(name) ?? { type: 'string' })),
    rest: parts.filter(({ name }) => !inPath.includes(name)),
  };
}

function partsOf({ properties, required }: Schema): Part[] {
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries((properties ?? {}) as Record<string, Schema>).map(([name, schema]) => ({
    name,
    schema,
    isRequired: needed.has(name),
  }));
}

function pathParameter(name: string, schema: Schema): Parameter {
  return { name, in: 'path', required: true, description: descriptionOf(name, schema), schema };
}

function queryParameter({ name, schema, isRequired }: Part): Parameter {
  return {
    name,
    in: 'query',
    description: descriptionOf(name, schema),
    ...(isRequired && { required: true }),
    schema,
  };
}

function descriptionOf(name: string, { description }: Schema): string {
  return typeof description === 'string' ? description : `${humanise(name)}.`;
}

function bodyOf({ rest }: Input): Schema {
  const required = rest.filter((part) => part.isRequired).map((part) => part.name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((part) => [part.name, part.schema])),
    required,
    additionalProperties: false,
  };
  return jsonBody(schema, required.length > 0);
}
