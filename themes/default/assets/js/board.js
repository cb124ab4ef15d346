// Columns of cards that are moved by hand, by keyboard or by menu, and that follow what others do.
import './board/fold.js';
import './board/keys.js';
import './board/menu.js';
import { isHeld } from './board/busy.js';
import { boardOf } from './board/dom.js';
import { settleFocus } from './board/focus.js';
import { mergeBoard } from './board/renew.js';
import { withShown } from './board/shown.js';

// Dragging comes along when a mouse does; a finger cannot be awaited.
let isPointed = matchMedia('(hover: none)').matches;

async function makeDraggable() {
  const drag = await import('./board/drag.js');
  drag.makeDraggable();
}

document.addEventListener('pointerover', (event) => {
  if (isPointed || !event.target.closest?.('[data-board]')) return;
  isPointed = true;
  void makeDraggable();
});

function prepare() {
  const board = boardOf();
  if (!board) return;
  settleFocus();
  if (isPointed) void makeDraggable();
  board.dataset.liveHref = withShown(board.dataset.href).href;
}

let isDue = false;

/** Many parts may arrive at once; we look once. */
function prepareSoon() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    prepare();
  });
}

prepare();
document.addEventListener('htmx:load', prepareSoon);
document.addEventListener('board-renewed', prepareSoon);

// Live updates hand over what they brought; cards that go to another column are our affair.
document.addEventListener('live-fresh', (event) => {
  if (!event.target.matches('[data-board]')) return;
  event.preventDefault();
  if (!isHeld()) mergeBoard(event.detail, false);
});
