import { everything } from '../../../resources/query/list-query.ts';
import { listRecords } from '../../../resources/read/list-records.ts';
import { all, where } from '../../../sdk/index.ts';
import type { BoardRequest } from '../board-request.ts';
import { cardOrder, inColumn } from '../column-cards.ts';

/** The first card of a column besides this one: what is put on top lies above it. */
export async function topOfColumn(
  { runtime, scope, resource }: BoardRequest,
  column: string,
  besides: string,
): Promise<string | null> {
  const condition = all(inColumn(resource, column), where('id', 'not', besides));
  const query = { ...everything, condition, sort: cardOrder(resource), limit: 1, fields: [] };
  const { data } = await listRecords(runtime, scope, resource, query);
  return data[0]?.id ?? null;
}
