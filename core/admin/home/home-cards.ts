import { leftOut } from '../../faults/left-out.ts';
import { everything } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { resourceHead } from '../fields/resource-head.ts';
import type { HomeCard } from './home-model.ts';

/** What there is here, and how much of it; what a plugin fails to count is not shown. */
export async function homeCards(
  runtime: Runtime,
  scope: Scope,
  resources: readonly Resource[],
): Promise<HomeCard[]> {
  const cards = await Promise.all(
    resources.map((resource) => leftOut(() => cardOf(runtime, scope, resource), null)),
  );
  return cards.flatMap((card) => card ?? []);
}

async function cardOf(runtime: Runtime, scope: Scope, resource: Resource): Promise<HomeCard> {
  const head = resourceHead(runtime, scope, resource);
  const { id, many, oneInline, manyInline, icon, url, newUrl, importUrl } = head;
  const query = { ...everything, fields: resource.options.title, limit: 1, total: 'capped' } as const;
  const { page } = await listRecords(runtime, scope, resource, query);
  return {
    ...{ id, label: many, oneInline, manyInline, icon, url, newUrl, importUrl },
    isMatched: (resource.options.matchOn?.length ?? 0) > 0,
    count: page.total ?? 0,
    isCapped: page.totalIsCapped ?? false,
  };
}
