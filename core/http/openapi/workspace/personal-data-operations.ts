import { dataAnswer } from '../answers.ts';
import { accessNote, jsonBody, type Operation } from '../operation.ts';
import { list, object, open, text, workspaceOperation } from './pieces.ts';

const person = accessNote('workspace:manage-personal-data');
const email = { ...text, format: 'email' };

/** What is held about a person. */
export const personalDataOperations: readonly Operation[] = [
  workspaceOperation({
    ...{ method: 'post', path: '/api/personal-data/export', operationId: 'exportPersonalData' },
    ...{ summary: 'All that is held about a person', description: person },
    requestBody: jsonBody(object({ email })),
    answer: dataAnswer(
      'By source; modules that are off are named, not asked.',
      object({
        ...{ email, held: list(object({ id: text, owner: text, title: text, items: list(open) })) },
        notAsked: list(text),
      }),
    ),
  }),
  workspaceOperation({
    ...{ method: 'post', path: '/api/personal-data/erasure', operationId: 'erasePersonalData' },
    ...{ summary: 'Erase a person for good', description: `${person} The address is given twice.` },
    requestBody: jsonBody(object({ email, confirmation: email })),
    answer: dataAnswer(
      'What was erased, and what is kept and why.',
      object({
        email,
        sources: list(object({ id: text, title: text, erased: { type: 'integer' }, kept: list(open) })),
        notAsked: list(text),
      }),
    ),
  }),
];
