// Columns of cards that are moved by hand, by keyboard or by menu, and that follow what others do.
import './board/fold.js';
import './board/keys.js';
import './board/menu.js';
import { isHeld } from './board/busy.js';
import { boardOf } from './board/dom.js';
import { makeDraggable } from './board/drag.js';
import { settleFocus } from './board/focus.js';
import { mergeBoard } from './board/renew.js';
import { withShown } from './board/shown.js';

function prepare() {
  const board = boardOf();
  if (!board) return;
  makeDraggable();
  settleFocus();
  board.dataset.liveHref = withShown(board.dataset.href).href;
}

prepare();
document.addEventListener('htmx:load', prepare);
document.addEventListener('board-renewed', prepare);

// Live updates hand over what they brought; cards that go to another column are our affair.
document.addEventListener('live-fresh', (event) => {
  if (!event.target.matches('[data-board]')) return;
  event.preventDefault();
  if (!isHeld()) mergeBoard(event.detail, false);
});
