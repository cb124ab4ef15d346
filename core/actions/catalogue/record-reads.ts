import type { ListQuery } from '../../resources/query/list-query.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import { listRecords, parseListQuery } from '../../resources/read/list-records.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { questionParameters, recordParameters, searchParameters } from './list-question.ts';
import { apartFromId } from './with-id.ts';

/** A page as programs get it. */
export interface ItemsPage {
  readonly items: readonly unknown[];
  /** Pass it as `after` for the next page. */
  readonly nextCursor: string | null;
  readonly total?: number;
}

type Check = (runtime: Runtime, scope: Scope, input: unknown) => Promise<unknown>;
type Read = (runtime: Runtime, scope: Scope, checked: unknown) => Promise<unknown>;

export function listReads(resource: Resource, verb: 'list' | 'search'): { check: Check; read: Read } {
  const parametersOf = verb === 'list' ? questionParameters : searchParameters;
  return {
    check: (runtime, scope, input) => parseListQuery(runtime, scope, resource, parametersOf(input)),
    read: async (runtime, scope, checked) => {
      const { data, page } = await listRecords(runtime, scope, resource, checked as ListQuery);
      const total = page.total === undefined ? {} : { total: page.total };
      return { items: data, nextCursor: page.next, ...total } satisfies ItemsPage;
    },
  };
}

export function recordReads(resource: Resource): { check: Check; read: Read } {
  return {
    async check(runtime, scope, input) {
      const { id, rest } = apartFromId(input);
      return { id, query: await parseListQuery(runtime, scope, resource, recordParameters(rest)) };
    },
    read: (runtime, scope, checked) => {
      const { id, query } = checked as { id: string; query: ListQuery };
      return getRecord(runtime, scope, resource, id, query);
    },
  };
}
