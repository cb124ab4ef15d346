import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { ListQuery, Sort } from '../../resources/query/list-query.ts';
import { listRecords } from '../../resources/read/list-records.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { all, type Condition, type Resource, where } from '../../sdk/index.ts';
import { includesFor } from '../cells/include.ts';
import { boardCard } from './board-card.ts';
import type { BoardCard } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import { cardFields, fieldsToRead } from './card-fields.ts';

export interface ColumnCards {
  readonly cards: readonly BoardCard[];
  /** The first one that was not asked for. */
  readonly nextId: string | null;
}

interface CardsAsked {
  readonly value: string | null;
  /** What all cards of the board have in common. */
  readonly narrowed: Pick<ListQuery, 'condition' | 'search'>;
  /** What the board's address says, to come back to it. */
  readonly parameters: URLSearchParams;
  readonly offset: number;
  readonly limit: number;
}

/** Some cards of one column, in their order. */
export async function columnCards(asked: BoardRequest, wanted: CardsAsked): Promise<ColumnCards> {
  const { runtime, scope, resource } = asked;
  const fields = cardFields(resource);
  const query: ListQuery = {
    ...wanted.narrowed,
    condition: all(wanted.narrowed.condition, inColumn(resource, wanted.value)),
    ...{ after: null, total: 'none', removed: false, fields: fieldsToRead(resource) },
    sort: cardOrder(resource),
    include: includesFor(runtime, scope, fields),
    offset: wanted.offset,
    // One more is asked for: a card dropped last lies above it.
    limit: wanted.limit + 1,
  };
  const { data } = await listRecords(runtime, scope, resource, query);
  const next = data.length > wanted.limit ? data[wanted.limit] : undefined;
  const cards = data
    .slice(0, wanted.limit)
    .map((record) => boardCard(asked, record, mayMove(asked, record) ? wanted.parameters : null));
  return { cards, nextId: next?.id ?? null };
}

export function inColumn(resource: Resource, value: string | null): Condition {
  return where(resource.options.board?.column ?? '', 'is', value);
}

/** As people put them; where nobody can, the newest first. */
export function cardOrder({ options: { board } }: Resource): Sort {
  return board?.position
    ? { field: board.position, direction: 'asc', ties: 'newest' }
    : { field: 'createdAt', direction: 'desc' };
}

function mayMove({ runtime, scope, resource, canMove }: BoardRequest, record: RecordJson): boolean {
  return canMove && allows(viewerOf(runtime, scope), resource.options.access.update, record);
}
