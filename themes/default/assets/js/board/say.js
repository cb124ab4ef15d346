// The words for those who listen to the board.
import { announce } from '../announce.js';
import { boardOf, cardsOf, columnOf } from './dom.js';

/** `lifted`, `at`, `dropped`, `cancelled` or `refused`, with the names and numbers filled in. */
export function say(what, card) {
  const words = boardOf()?.dataset[`${what}Words`];
  if (!words) return;
  const column = columnOf(card);
  const cards = cardsOf(column);
  const values = {
    title: card.dataset.title,
    column: column.dataset.title,
    place: cards.indexOf(card) + 1,
    count: countOf(column, cards.length),
  };
  announce(words.replace(/\{(\w+)\}/g, (_, name) => String(values[name])));
}

/** Where not all cards are loaded, the head knows how many there are. */
function countOf(column, loaded) {
  const total = Number(column.querySelector('.board-head').dataset.count);
  return column.querySelector('.board-more') ? Math.max(total, loaded) : loaded;
}
