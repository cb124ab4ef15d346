// Which card lies next to a card.
import { boardOf, cardsOf, columnsOf } from './dom.js';
import { isVisible } from './focus.js';

/** The card in this direction; sideways the one at the same height in the next column that has any. */
export function neighbour(column, card, direction) {
  const cards = cardsOf(column);
  const at = cards.indexOf(card);
  if (direction === 'up') return cards[at - 1];
  if (direction === 'down') return cards[at + 1];
  if (direction === 'first') return cards[0];
  if (direction === 'last') return cards.at(-1);
  const columns = columnsOf(boardOf());
  const side =
    direction === 'left'
      ? columns.slice(0, columns.indexOf(column)).reverse()
      : columns.slice(columns.indexOf(column) + 1);
  const next = side.map((one) => cardsOf(one).filter(isVisible)).find(({ length }) => length > 0);
  return next && nearest(next, card);
}

function nearest(cards, card) {
  const middle = middleOf(card);
  const distance = (one) => Math.abs(middleOf(one) - middle);
  return cards.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function middleOf(card) {
  const { top, bottom } = card.getBoundingClientRect();
  return (top + bottom) / 2;
}
