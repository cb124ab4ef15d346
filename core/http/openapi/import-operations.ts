import type { Schema } from '../../json-schema/json-schema.ts';
import { dataAnswer, jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { jsonBody, type Operation, recordId } from './operation.ts';

export const importsTag = 'imports';
export const importsNote = 'Files of records, checked whole before anything is written.';

const base = '/api/imports';
const importRef = { $ref: '#/components/schemas/Import' };
const access = 'Needs the permission `workspace:import`, and to create or change records of the resource.';

function resourceParameter(required: boolean): Parameter {
  return {
    name: 'resource',
    in: 'query',
    required,
    description: 'The resource the rows belong to.',
    schema: { type: 'string', examples: ['crm.contact'] },
  };
}

const fileName: Parameter = {
  name: 'fileName',
  in: 'query',
  description: 'What the file is called, where it is sent as the body itself.',
  schema: { type: 'string' },
};

const file: Schema = { type: 'string', format: 'binary' };

const afterRow: Parameter = {
  name: 'after',
  in: 'query',
  description: 'Rows after this one: `page.next` of the page before.',
  schema: { type: 'integer', minimum: 0, default: 0 },
};

const limit: Parameter = {
  name: 'limit',
  in: 'query',
  description: 'Rows a page.',
  schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
};

type Named = Pick<Operation, 'method' | 'path' | 'operationId' | 'summary' | 'description' | 'tags'>;

function operation(method: Operation['method'], path: string, operationId: string, summary: string): Named {
  return { method, path, operationId, summary, description: access, tags: [importsTag] };
}

/** Something done in the background: the answer comes at once, the import tells how far it is. */
function work(noun: string, operationId: string, summary: string): Operation {
  return {
    ...operation('post', `${base}/{id}/${noun}`, operationId, summary),
    parameters: [recordId],
    responses: { 202: dataAnswer('It is under way.', importRef), ...refusalAnswers('write') },
  };
}

/** Files of records: uploaded, checked whole before anything is written, then imported in the background. */
export const importOperations: readonly Operation[] = [
  {
    ...operation('get', base, 'listImports', 'List imports'),
    parameters: [resourceParameter(false)],
    responses: {
      200: dataAnswer('The imports, newest first.', { type: 'array', items: importRef }),
      ...refusalAnswers('read'),
    },
  },
  {
    ...operation('post', base, 'beginImport', 'Upload a file to import'),
    description: `${access} Send the CSV as the body, or as the part \`file\` of a form. At most 100 MB.`,
    parameters: [resourceParameter(true), fileName],
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string' } },
        'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file } } },
      },
    },
    responses: {
      201: dataAnswer('The import, with suggestions of what its columns fill.', importRef),
      ...refusalAnswers('write'),
    },
  },
  {
    ...operation('get', `${base}/{id}`, 'getImport', 'Get one import'),
    parameters: [recordId],
    responses: { 200: dataAnswer('The import and how far it is.', importRef), ...refusalAnswers('read') },
  },
  {
    ...operation('patch', `${base}/{id}`, 'changeImport', 'Say what the columns fill'),
    parameters: [recordId],
    requestBody: jsonBody({
      type: 'object',
      properties: {
        format: { description: 'How the file is written: charset, delimiter, header line.' },
        columns: { description: 'What each column fills, in the form the import shows.' },
        options: { description: 'Create, update or both, by which field, and how dates are read.' },
      },
      additionalProperties: false,
    }),
    responses: { 200: dataAnswer('The changed import.', importRef), ...refusalAnswers('write') },
  },
  work('check', 'checkImport', 'Check the whole file, writing nothing'),
  work('start', 'startImport', 'Import the file'),
  work('cancellation', 'cancelImport', 'Stop an import after the rows already written'),
  work('undo', 'undoImport', 'Take back what an import did, where nobody changed it since'),
  {
    ...operation('delete', `${base}/{id}`, 'discardImport', 'Throw an import away, with its file'),
    parameters: [recordId],
    responses: {
      200: dataAnswer('The id of what is gone.', {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' } },
      }),
      ...refusalAnswers('write'),
    },
  },
  {
    ...operation('get', `${base}/{id}/failures`, 'listImportFailures', 'List the rows that failed, and why'),
    parameters: [recordId, afterRow, limit],
    responses: {
      200: jsonAnswer('A page of rows.', {
        type: 'object',
        required: ['data', 'page'],
        properties: {
          data: { type: 'array', items: { type: 'object' } },
          page: { $ref: '#/components/schemas/Page' },
        },
      }),
      ...refusalAnswers('read'),
    },
  },
  {
    ...operation('get', `${base}/{id}/failures.csv`, 'exportImportFailures', 'The failed rows as CSV'),
    parameters: [recordId],
    responses: {
      200: {
        description: 'The rows as they were, with what is wrong; corrected, it can be imported.',
        content: { 'text/csv': { schema: { type: 'string' } } },
      },
      ...refusalAnswers('read'),
    },
  },
];

const when = { type: ['string', 'null'], format: 'date-time' };

export const importSchema: Schema = {
  type: 'object',
  required: ['id', 'resource', 'state', 'file', 'columns', 'options', 'progress', 'counts'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    resource: { type: 'string' },
    state: {
      enum: ['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled', 'undoing'],
    },
    isCancelling: { type: 'boolean' },
    reason: { type: ['string', 'null'], description: 'Why it failed.' },
    file: {
      type: 'object',
      properties: { name: { type: 'string' }, bytes: { type: 'integer' }, rows: { type: 'integer' } },
    },
    format: { type: 'object' },
    columns: { type: 'array', items: { type: 'object' } },
    options: { type: 'object' },
    check: { type: ['object', 'null'], description: 'What an import would do, once checked.' },
    progress: {
      type: 'object',
      properties: { rows: { type: 'integer' }, total: { type: 'integer' }, percent: { type: 'integer' } },
    },
    counts: {
      type: 'object',
      properties: Object.fromEntries(
        ['created', 'updated', 'skipped', 'failed'].map((name) => [name, { type: 'integer' }]),
      ),
    },
    undone: { type: ['object', 'null'] },
    createdAt: { type: 'string', format: 'date-time' },
    startedAt: when,
    finishedAt: when,
    fields: { type: 'array', items: { type: 'object' }, description: 'What columns may fill.' },
    modes: { type: 'array', items: { type: 'string' } },
  },
};
