// What a board is made of, as the page holds it.

export const boardOf = () => document.querySelector('[data-board]');
export const columnsOf = (board) => [...board.querySelectorAll('[data-column]')];
export const columnOf = (card) => card.closest('[data-column]');
export const listOf = (column) => column.querySelector('[data-cards]');
export const cardsOf = (column) => [...column.querySelectorAll('.board-card')];
export const cardOf = (element) => element?.closest?.('[data-board] .board-card') ?? null;
export const takesCards = (column) => column.hasAttribute('data-takes-cards');
export const isMovable = (card) => card.hasAttribute('data-place');

/** The card with this id, wherever it lies now. */
export function cardById(id) {
  return boardOf()?.querySelector(`.board-card[data-key="${CSS.escape(id)}"]`) ?? null;
}

/** Where a card lies: its column, and the cards above and below it, also where that one is not loaded yet. */
export function placeOf(card) {
  const cards = cardsOf(columnOf(card));
  const at = cards.indexOf(card);
  const rest = columnOf(card).querySelector('.board-more')?.dataset.next ?? '';
  return {
    column: columnOf(card).dataset.column,
    above: cards[at - 1]?.dataset.key ?? '',
    below: cards[at + 1]?.dataset.key ?? rest,
  };
}

/** Put a card into a column, before the card at this place; what is no card stays below. */
export function putCard(card, column, at) {
  const others = cardsOf(column).filter((one) => one !== card);
  const before = others[at] ?? column.querySelector('.board-more, .board-empty');
  listOf(column).insertBefore(card, before);
}

/** A way to put a card back where it lies now. */
export function rememberPlace(card) {
  const { column } = placeOf(card);
  const at = cardsOf(columnOf(card)).indexOf(card);
  return () => {
    const home = boardOf()?.querySelector(`[data-column="${CSS.escape(column)}"]`);
    const current = cardById(card.dataset.key);
    if (home && current) putCard(current, home, at);
  };
}
