// A board is one stop for the Tab key: arrows lead from card to card, Tab from the card to what is on it.
import { boardOf, cardOf, columnOf } from './dom.js';

document.addEventListener('focusin', (event) => {
  const card = cardOf(event.target);
  if (card && card.tabIndex !== 0) activate(card);
});

/** After the board changed: exactly one card takes part in the order of the Tab key. */
export function settleFocus() {
  const board = boardOf();
  const visible = [...(board?.querySelectorAll('.board-card') ?? [])].filter(isVisible);
  const active = visible.find((card) => card.tabIndex === 0) ?? visible[0];
  if (active) activate(active);
}

export function activate(card) {
  for (const one of boardOf().querySelectorAll('.board-card')) mark(one, one === card);
}

/** Focus a card and bring it into view. */
export function focusCard(card) {
  activate(card);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

export function isVisible(card) {
  const column = columnOf(card);
  return !column.classList.contains('is-folded') || column.classList.contains('is-peeking');
}

function mark(card, isActive) {
  card.tabIndex = isActive ? 0 : -1;
  for (const link of card.querySelectorAll('a, button')) {
    if (isActive) link.removeAttribute('tabindex');
    else link.tabIndex = -1;
  }
}
