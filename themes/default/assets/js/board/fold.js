// Columns fold to a strip; which ones is remembered for a year and drawn so at once.

import { boardOf, columnsOf } from './dom.js';
import { settleFocus } from './focus.js';

const year = 31_536_000;
const most = 200;

document.addEventListener('click', (event) => {
  const column = event.target.closest?.('[data-fold]')?.closest('[data-column]');
  const strip = event.target.closest?.('.board-column.is-folded');
  if (column ?? strip) toggle(column ?? strip, event);
});

function toggle(column, event) {
  if (event.target.closest('a')) event.preventDefault();
  const isFolded = column.classList.toggle('is-folded');
  column.querySelector('[data-fold]').setAttribute('aria-expanded', String(!isFolded));
  remember();
  settleFocus();
}

function remember() {
  const board = boardOf();
  const own = columnsOf(board).map(({ dataset }) => `${board.dataset.resource}:${dataset.column}`);
  const folded = columnsOf(board)
    .filter(({ classList }) => classList.contains('is-folded'))
    .map(({ dataset }) => `${board.dataset.resource}:${dataset.column}`);
  const others = known().filter((entry) => !own.includes(entry));
  const text = encodeURIComponent([...folded, ...others].slice(0, most / 2).join(' '));
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there in every browser we support
  document.cookie = `folds=${text}; path=/w; max-age=${year}; samesite=lax`;
}

function known() {
  const text = /(?:^|; )folds=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  return decodeURIComponent(text).split(' ').filter(Boolean);
}
