import type { GroupCount } from '../../resources/read/count-by.ts';
import { stateOf } from '../list/state-of.ts';
import type { BoardAddress } from './board-address.ts';
import type { BoardColumn } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import type { ColumnCards } from './column-cards.ts';
import { listHref, moreHref, newHref } from './column-links.ts';
import type { ColumnSource } from './column-source.ts';
import { columnSums } from './column-sums.ts';

interface ColumnParts {
  readonly source: ColumnSource;
  readonly group: GroupCount | undefined;
  readonly found: ColumnCards;
  readonly address: BoardAddress;
  /** The record that chose the board. */
  readonly within: string | null;
}

/** A column with its head and its first cards. */
export function boardColumn(asked: BoardRequest, parts: ColumnParts): BoardColumn {
  const { source, group, found } = parts;
  const value = source.value ?? '';
  const count = group?.count ?? 0;
  const sums = group ? columnSums(group, asked.region) : [];
  return {
    ...{ value, title: source.title, colour: source.colour, count, sums },
    ...{ cards: found.cards, nextId: found.nextId },
    countWords: asked.translate('list.count', { count }),
    state: stateOf([source, count, sums]),
    ...linksOf(asked, parts),
    isFolded: asked.folds.has(value),
    takesCards: asked.canMove && source.value !== null,
  };
}

function linksOf(asked: BoardRequest, { source: { value }, found, address, within }: ColumnParts) {
  return {
    moreHref: found.nextId ? moreHref(address, value, found.cards.length) : null,
    newHref: value === null ? null : newHref(asked, address, within, value),
    listHref: listHref(asked, address, within, value),
  };
}
