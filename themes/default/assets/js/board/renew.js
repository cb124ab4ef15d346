// Bring the board up to date: cards are matched by key, so that focus and scroll positions stay.
import { boardOf, cardById, columnsOf, listOf } from './dom.js';
import { settleFocus } from './focus.js';
import { glide } from './glide.js';

/** Make the board show what the server sent. `isOurs` where this person made the change and need not be told. */
export function renewBoard(html, isOurs) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = template.content.getElementById('board');
  if (!fresh || !boardOf()) return;
  mergeBoard(fresh, isOurs);
  const count = template.content.querySelector('#list-count');
  const shownCount = document.querySelector('#list-count');
  if (count && shownCount) shownCount.textContent = count.textContent;
}

export function mergeBoard(fresh, isOurs) {
  const board = boardOf();
  const active = document.activeElement;
  const activeKey = active?.closest?.('.board-card')?.dataset.key;
  if (namesOf(board) !== namesOf(fresh)) replaceColumns(board, fresh);
  else glide(board, () => mergeColumns(board, fresh, isOurs));
  keepFocus(active, activeKey);
  settleFocus();
  board.dispatchEvent(new CustomEvent('board-renewed', { bubbles: true }));
}

function namesOf(board) {
  return columnsOf(board)
    .map(({ dataset }) => `${dataset.column} ${dataset.title}`)
    .join('\n');
}

function replaceColumns(board, fresh) {
  const { scrollLeft } = board;
  board.replaceChildren(...fresh.children);
  window.htmx?.process(board);
  board.scrollLeft = scrollLeft;
}

function mergeColumns(board, fresh, isOurs) {
  const known = new Map([...board.querySelectorAll('.board-card')].map((card) => [card.dataset.key, card]));
  const columns = columnsOf(board);
  for (const [at, wanted] of columnsOf(fresh).entries()) {
    mergeHead(columns[at], wanted);
    mergeCards(listOf(columns[at]), listOf(wanted), known, isOurs);
  }
}

function mergeHead(column, wanted) {
  const [old, head] = [column, wanted].map((one) => one.querySelector('.board-head'));
  if (old.dataset.state === head.dataset.state) return;
  Object.assign(old.dataset, head.dataset);
  // The buttons are kept: one of them may have the focus.
  for (const part of ['.board-count', '.board-sums']) {
    old.querySelector(part).replaceWith(head.querySelector(part));
  }
  old.querySelector('h2').replaceChildren(...head.querySelector('h2').childNodes);
}

function mergeCards(list, wanted, known, isOurs) {
  const wasThere = new Set(list.children);
  const next = [...wanted.children].map((child) => {
    const old = child.dataset.key ? known.get(child.dataset.key) : rowLike(list, child);
    const kept = old && isSame(old, child) ? old : child;
    if (kept === child) window.htmx?.process(child);
    if (child.dataset.key && !isOurs && (kept === child || !wasThere.has(kept))) flash(kept);
    return kept;
  });
  const isKept = new Set(next);
  for (const child of wasThere) if (!isKept.has(child)) child.remove();
  next.forEach((child, at) => {
    if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null);
  });
}

/** What is no card: the line for more, and the words for none. */
function rowLike(list, { className }) {
  return [...list.children].find((child) => child.className === className);
}

function isSame(old, child) {
  if (!child.dataset.key) return old.dataset.next === child.dataset.next;
  return old.dataset.state === child.dataset.state;
}

function flash(card) {
  card.classList.remove('is-changed');
  void card.offsetWidth;
  card.classList.add('is-changed');
}

function keepFocus(active, key) {
  if (!key || document.activeElement === active) return;
  const card = cardById(key);
  const target = active.isConnected && card?.contains(active) ? active : card;
  target?.focus({ preventScroll: true });
}
