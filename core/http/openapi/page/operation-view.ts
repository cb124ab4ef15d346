import type { Schema } from '../../../json-schema/json-schema.ts';
import type { Parameter } from '../list-parameters.ts';
import type { Method, Operation } from '../operation.ts';
import type { Components, FilterView, OperationView, ValueView } from './api-page.ts';
import { curlExample } from './curl-example.ts';
import { piecesOf } from './pieces-of.ts';
import { sampleId, sampleObject, sampleValue, typeOf } from './sample-value.ts';

export interface Described {
  readonly baseUrl: string;
  /** `components.schemas` and `components.responses` of the same document. */
  readonly schemas: Components;
  readonly responses: Components;
}

const colours: Readonly<Record<Method, string>> = {
  get: 'azure',
  post: 'green',
  put: 'orange',
  patch: 'orange',
  delete: 'red',
};

/** One operation as the page shows it. */
export function operationView(operation: Operation, described: Described): OperationView {
  const { method, path, summary, description = '', parameters = [] } = operation;
  const body = bodySchema(operation, described);
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    colour: colours[method],
    path,
    summary,
    description: piecesOf(description),
    filters: filterViews(parameters),
    parameters: parameters.filter((one) => !isFilter(one)).map(parameterView),
    body: body ? bodyViews(body) : [],
    answers: answersOf(operation, described),
    curl: curlOf(operation, described, body),
    words: `${summary} ${method} ${path} ${operation.operationId}`.toLowerCase(),
  };
}

function isFilter({ name }: Parameter): boolean {
  return name.startsWith('filter[');
}

/** `filter[status]` and `filter[status][in]` become one line. */
function filterViews(parameters: readonly Parameter[]): FilterView[] {
  const filters = new Map<string, { type: string; operators: string[] }>();
  for (const { name, schema } of parameters.filter(isFilter)) {
    const [, field = '', operator] = /^filter\[([^\]]+)\](?:\[(\w+)\])?$/.exec(name) ?? [];
    const known = filters.get(field) ?? { type: typeText((schema ?? {}) as Schema), operators: [] };
    filters.set(field, operator ? { ...known, operators: [...known.operators, operator] } : known);
  }
  return [...filters].map(([name, view]) => ({ name, ...view }));
}

function parameterView({ name, description, required, schema }: Parameter): ValueView {
  return {
    name,
    type: typeText((schema ?? {}) as Schema),
    isRequired: required === true,
    description: piecesOf(description),
  };
}

function contentOf({ requestBody }: Operation): Record<string, { readonly schema: Schema }> {
  return (requestBody?.content ?? {}) as Record<string, { schema: Schema }>;
}

function bodySchema(operation: Operation, { schemas }: Described): Schema | null {
  const json = contentOf(operation)['application/json'];
  return json ? resolve(json.schema, schemas) : null;
}

function resolve(schema: Schema, components: Components): Schema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return name ? (components[name] ?? {}) : schema;
}

function bodyViews(body: Schema): ValueView[] {
  const required = new Set(Array.isArray(body.required) ? body.required : []);
  return Object.entries((body.properties ?? {}) as Record<string, Schema>).map(([name, schema]) => ({
    name,
    type: typeText(schema),
    isRequired: required.has(name),
    description: piecesOf(String(schema.description ?? schema.title ?? '')),
  }));
}

/** `text`, `list of text`, `one of 3`: for people rather than for validators. */
function typeText(schema: Schema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'object';
  if (Array.isArray(schema.examples)) return schema.examples.join(' | ');
  if (Array.isArray(schema.enum)) return schema.enum.filter((one) => one !== null).join(' | ');
  const type = typeOf(schema);
  if (type === 'array') return `list of ${typeText((schema.items ?? {}) as Schema)}`;
  return typeof schema.format === 'string' && type === 'string' ? schema.format : type;
}

function answersOf({ responses }: Operation, described: Described): OperationView['answers'] {
  return Object.entries(responses).map(([status, response]) => ({
    status,
    description: piecesOf(String(resolve(response, described.responses).description ?? '')),
  }));
}

function curlOf(operation: Operation, { baseUrl, schemas }: Described, body: Schema | null): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => pathSample(operation, name));
  return curlExample({
    method: operation.method.toUpperCase(),
    url: `${baseUrl}${path}`,
    query: querySample(operation),
    ...(body && { body: bodySample(body, schemas) }),
    ...('text/csv' in contentOf(operation) && { file: 'contacts.csv' }),
  });
}

function pathSample({ parameters = [] }: Operation, name: string): string {
  const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema as
    | Schema
    | undefined;
  return name === 'id' ? sampleId : encodeURIComponent(String(sampleValue(name, schema ?? {})));
}

/** A list shows off one filter and its paging; anything else what it must be given. */
function querySample({ parameters = [] }: Operation): Record<string, string> {
  const filter = parameters.find((one) => isFilter(one) && hasChoices(one));
  const isList = parameters.some((one) => one.name === 'after');
  const needed = parameters.filter((one) => one.in === 'query' && one.required === true);
  const shown = [...(filter && isList ? [filter] : []), ...needed];
  const values = shown.map((one) => [one.name, String(sampleValue(one.name, (one.schema ?? {}) as Schema))]);
  return Object.fromEntries(isList ? [...values, ['limit', '10']] : values);
}

function hasChoices({ schema }: Parameter): boolean {
  return Array.isArray((schema as Schema | undefined)?.enum);
}

function bodySample(body: Schema, schemas: Components): Record<string, unknown> {
  const properties = (body.properties ?? {}) as Record<string, Schema>;
  if (!('restore' in properties && 'remove' in properties)) return sampleObject(body);
  const items = resolve((properties.create?.items ?? {}) as Schema, schemas);
  return properties.create ? { create: [sampleObject(items)] } : { remove: [sampleId] };
}
