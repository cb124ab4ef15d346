// Cards follow the mouse and the finger.
import Sortable from '../../vendor/sortable.js';
import { hold, release } from './busy.js';
import { boardOf, columnOf, columnsOf, listOf, placeOf, putCard, rememberPlace, takesCards } from './dom.js';
import { place } from './place.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');
let goBack = null;
let isGivenUp = false;

/** Make every column that is new to us one to drag from and to. */
export function makeDraggable() {
  const board = boardOf();
  if (!board) return;
  for (const column of columnsOf(board)) {
    const list = listOf(column);
    if (!Sortable.get(list)) Sortable.create(list, optionsFor(board, column));
  }
  board.dataset.draggable = '';
}

function optionsFor(board, column) {
  return {
    group: { name: 'cards', put: takesCards(column) },
    sort: board.hasAttribute('data-ordered'),
    draggable: '.board-card',
    filter: '.board-card:not([data-place]), .board-card-menu',
    preventOnFilter: false,
    animation: calm.matches ? 0 : 150,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
    forceFallback: true,
    fallbackOnBody: true,
    fallbackTolerance: 5,
    delay: 220,
    delayOnTouchOnly: true,
    touchStartThreshold: 8,
    ghostClass: 'is-ghost',
    fallbackClass: 'is-dragged',
    scroll: true,
    bubbleScroll: true,
    forceAutoScrollFallback: true,
    scrollSensitivity: 70,
    scrollSpeed: 12,
    onStart,
    onChange: ({ to }) => markTarget(to.closest('[data-column]')),
    onEnd,
  };
}

function onStart({ item }) {
  hold();
  isGivenUp = false;
  goBack = rememberPlace(item);
  document.documentElement.classList.add('is-dragging');
  getSelection()?.removeAllRanges();
  markTarget(columnOf(item));
}

function onEnd({ item, from, to, oldDraggableIndex, newDraggableIndex }) {
  const strip = peeking;
  document.documentElement.classList.remove('is-dragging');
  markTarget(null);
  unpeek();
  release();
  if (isGivenUp) return goBack();
  if (strip && takesCards(strip) && !strip.contains(item)) return dropOnStrip(item, strip);
  if (from !== to || oldDraggableIndex !== newDraggableIndex) void place(item, placeOf(item), goBack);
}

/** Whoever does not wait until a folded column opens puts the card on top. */
function dropOnStrip(card, column) {
  putCard(card, column, 0);
  void place(card, { column: column.dataset.column, at: 'top' }, goBack);
}

function markTarget(column) {
  for (const one of document.querySelectorAll('.board-column.is-target')) one.classList.remove('is-target');
  column?.classList.add('is-target');
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !Sortable.dragged) return;
  isGivenUp = true;
  document.dispatchEvent(new PointerEvent('pointerup'));
});

// A folded column opens under a card that is held over it.
const patience = 260;
let peeking = null;
let timer;

document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (!Sortable.dragged) return;
  const under = document.elementsFromPoint(clientX, clientY);
  const column = under.map((one) => one.closest('.board-column.is-folded')).find(Boolean) ?? null;
  if (column === peeking) return;
  clearTimeout(timer);
  peeking = column;
  if (column) timer = setTimeout(() => column.classList.add('is-peeking'), patience);
});

function unpeek() {
  clearTimeout(timer);
  peeking = null;
  for (const column of document.querySelectorAll('.is-peeking')) column.classList.remove('is-peeking');
}
