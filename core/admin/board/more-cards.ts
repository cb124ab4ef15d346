import { NotFound } from '../../sdk/index.ts';
import { type MoreAsked, usualCards } from './board-address.ts';
import type { BoardColumn } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import { columnCards } from './column-cards.ts';
import { listHref, moreHref } from './column-links.ts';
import { readBoard } from './read-board.ts';

/** The next cards of one column. */
export async function moreCards(
  asked: BoardRequest,
  { column, offset }: MoreAsked,
): Promise<Pick<BoardColumn, 'cards' | 'nextId' | 'moreHref' | 'listHref'>> {
  const { sources, hasValueless, narrowed, address, chosen } = await readBoard(asked);
  const value = column === '' ? null : column;
  const isKnown = value === null ? hasValueless : sources.some((source) => source.value === value);
  if (!isKnown) throw new NotFound('There is no such column.');
  const found = await columnCards(asked, {
    value,
    narrowed,
    parameters: address.address.parameters,
    offset,
    limit: usualCards,
  });
  const next = found.nextId ? moreHref(address, value, offset + found.cards.length) : null;
  return { ...found, moreHref: next, listHref: listHref(asked, address, chosen.id, value) };
}
