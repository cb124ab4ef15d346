import {
  changedContact,
  deepOffset,
  newContact,
  numbered,
  type Request,
  type RequestMaker,
  statuses,
} from '../scenarios.ts';

function read(query: string): Request {
  return { method: 'GET', path: `/contacts?${query}` };
}

/** The scenarios as the bare server takes them. */
export const requestsOfBare: RequestMaker = (scenario, { ids, words }) => {
  switch (scenario) {
    case 'list':
      return statuses.map((status) => read(`status=${status}`));
    case 'listWithTotal':
      return statuses.map((status) => read(`status=${status}&total=1`));
    case 'get':
      return ids.map((id) => ({ method: 'GET', path: `/contacts/${id}` }));
    case 'search':
      return words.map((word) => read(`search=${word}`));
    case 'deepPage':
      return [read(`offset=${deepOffset}`)];
    case 'update':
      return ids.map((id, number) => ({
        method: 'PATCH',
        path: `/contacts/${id}`,
        body: changedContact(number),
      }));
    case 'create':
      return numbered(2_000, (number) => ({ method: 'POST', path: '/contacts', body: newContact(number) }));
  }
};
