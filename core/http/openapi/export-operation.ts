import type { CustomField } from '../../custom-fields/custom-field.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { refusalAnswers } from './answers.ts';
import { listParameters, type Parameter } from './list-parameters.ts';
import { collectionName, tagOf } from './names.ts';
import { accessNote, type Operation } from './operation.ts';

/** What a list's address holds that a whole file has no use for. */
const pageOnly = new Set(['limit', 'offset', 'after', 'total', 'fields', 'include']);

const columns: Parameter = {
  name: 'columns',
  in: 'query',
  description: 'Only these columns, in this order.',
  style: 'form',
  explode: false,
  schema: { type: 'array', items: { type: 'string' } },
};

const mark: Parameter = {
  name: 'mark',
  in: 'query',
  description: 'Start with a byte order mark, by which spreadsheets know UTF-8.',
  schema: { type: 'boolean', default: false },
};

/** A whole list as a file. */
export function exportOperation(resource: Resource, customFields: readonly CustomField[]): Operation {
  const { plugin, path } = resource;
  const listed = listParameters(resource, customFields).filter(({ name }) => !pageOnly.has(name));
  return {
    method: 'get',
    path: `/api/${plugin}/${path}/export.csv`,
    operationId: `export${collectionName(resource)}`,
    summary: `Export ${labelsOf(resource)[1].toLowerCase()} as CSV`,
    description: `${accessNote(resource.options.access.read)} Needs \`workspace:export\` too. The same records in the same order as the list, sent as they are read.`,
    tags: [tagOf(resource)],
    parameters: [columns, mark, ...listed],
    responses: {
      200: { description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } },
      ...refusalAnswers('read'),
    },
  };
}
