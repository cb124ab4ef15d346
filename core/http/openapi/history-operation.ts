import { labelsOf, type Resource } from '../../sdk/index.ts';
import { jsonAnswer, refusalAnswers } from './answers.ts';
import { auditPageOf, olderThan } from './audit-operations.ts';
import { schemaName, tagOf } from './names.ts';
import { accessNote, type Operation, recordId } from './operation.ts';

/** Which field of one record went from what to what, when, and who did it. */
export function historyOperation(resource: Resource): Operation {
  const [one] = labelsOf(resource);
  return {
    method: 'get',
    path: `/api/${resource.plugin}/${resource.path}/{id}/history`,
    operationId: `get${schemaName(resource)}History`,
    summary: `List what changed in a ${one.toLowerCase()}`,
    description: accessNote(resource.options.access.read),
    tags: [tagOf(resource)],
    parameters: [recordId, olderThan],
    responses: {
      200: jsonAnswer('The newest change first.', auditPageOf({ version: { type: 'integer' } })),
      ...refusalAnswers('read'),
    },
  };
}
