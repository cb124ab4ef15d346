import {
  changedContact,
  deepOffset,
  newContact,
  numbered,
  pageSize,
  type Request,
  type RequestMaker,
  statuses,
} from './scenarios.ts';

const contacts = '/api/crm/contacts';
const newest = `sort=-createdAt&limit=${pageSize}`;

function read(query: string): Request {
  return { method: 'GET', path: encodeURI(`${contacts}?${query}`) };
}

/** The scenarios as this product's REST interface takes them. */
export const requestsOfOurs: RequestMaker = (scenario, { ids, words }) => {
  switch (scenario) {
    case 'list':
      return statuses.map((status) => read(`filter[status]=${status}&${newest}`));
    case 'listWithTotal':
      return statuses.map((status) => read(`filter[status]=${status}&${newest}&total=exact`));
    case 'get':
      return ids.map((id) => ({ method: 'GET', path: `${contacts}/${id}` }));
    case 'search':
      return words.map((word) => read(`q=${word}&${newest}`));
    case 'deepPage':
      return [read(`${newest}&offset=${deepOffset}`)];
    case 'update':
      return ids.map((id, number) => ({
        method: 'PATCH',
        path: `${contacts}/${id}`,
        body: changedContact(number),
      }));
    case 'create':
      return numbered(2_000, (number) => ({ method: 'POST', path: contacts, body: newContact(number) }));
  }
};
