// A card in somebody's hand, without a mouse.
import { hold, release } from './busy.js';
import {
  boardOf,
  cardsOf,
  columnOf,
  columnsOf,
  isMovable,
  placeOf,
  putCard,
  rememberPlace,
  takesCards,
} from './dom.js';
import { focusCard } from './focus.js';
import { glide } from './glide.js';
import { place } from './place.js';
import { say } from './say.js';

let lifted = null;

export const isLifted = (card) => lifted?.card === card;

export function lift(card) {
  if (!isMovable(card)) return false;
  lifted = { card, goBack: rememberPlace(card), from: JSON.stringify(placeOf(card)), isMoving: false };
  card.dataset.lifted = '';
  hold();
  say('lifted', card);
  return true;
}

export function moveLifted(card, direction) {
  const column = columnOf(card);
  const at = cardsOf(column).indexOf(card);
  const isSideways = direction === 'left' || direction === 'right';
  if (isSideways) {
    const next = columnBeside(column, direction);
    if (next) put(card, next, at);
  } else if (boardOf().hasAttribute('data-ordered')) {
    const to = at + (direction === 'up' ? -1 : 1);
    if (to >= 0 && to < cardsOf(column).length) put(card, column, to);
  }
  say('at', card);
}

export function drop(card) {
  const { goBack, from } = lifted;
  letGo(card);
  const to = placeOf(card);
  if (JSON.stringify(to) === from) return say('cancelled', card);
  void place(card, to, goBack);
}

export function putBack(card) {
  const { goBack } = lifted;
  letGo(card);
  glide(boardOf(), goBack);
  focusCard(card);
  say('cancelled', card);
}

function letGo(card) {
  delete card.dataset.lifted;
  unpeek();
  lifted = null;
  release();
}

function put(card, column, at) {
  lifted.isMoving = true;
  unpeek();
  if (column.classList.contains('is-folded')) column.classList.add('is-peeking');
  glide(boardOf(), () => putCard(card, column, at));
  focusCard(card);
  lifted.isMoving = false;
}

function columnBeside(column, direction) {
  const columns = columnsOf(boardOf());
  const at = columns.indexOf(column);
  const side = direction === 'left' ? columns.slice(0, at).reverse() : columns.slice(at + 1);
  return side.find(takesCards);
}

function unpeek() {
  for (const column of document.querySelectorAll('.is-peeking')) column.classList.remove('is-peeking');
}

/** Whoever goes elsewhere leaves the card where it was. */
document.addEventListener('focusout', ({ target }) => {
  if (!isLifted(target) || lifted.isMoving) return;
  setTimeout(() => {
    if (!isLifted(target) || document.activeElement === target || !document.hasFocus()) return;
    const { goBack } = lifted;
    letGo(target);
    goBack();
    say('cancelled', target);
  });
});
