// The whole board by keyboard: arrows lead from card to card, Space lifts and drops.
import { cardOf, columnOf } from './dom.js';
import { focusCard } from './focus.js';
import { drop, isLifted, lift, moveLifted, putBack } from './lift.js';
import { neighbour } from './neighbour.js';

const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

document.addEventListener('keydown', (event) => {
  const card = cardOf(event.target);
  if (!card || event.target !== card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (react(card, event.key)) event.preventDefault();
});

function react(card, key) {
  if (isLifted(card)) return reactLifted(card, key);
  if (arrows[key]) return go(card, arrows[key]);
  if (key === 'Home' || key === 'End') return go(card, key === 'Home' ? 'first' : 'last');
  if (key === ' ') return lift(card);
  if (key === 'Enter') {
    location.assign(card.dataset.href);
    return true;
  }
  return false;
}

function reactLifted(card, key) {
  if (arrows[key]) moveLifted(card, arrows[key]);
  else if (key === ' ' || key === 'Enter') drop(card);
  else if (key === 'Escape') putBack(card);
  else return key !== 'Tab';
  return true;
}

/** Arrows never scroll the page while a card has the focus, also where there is no further card. */
function go(card, direction) {
  const next = neighbour(columnOf(card), card, direction);
  if (next) focusCard(next);
  return true;
}
