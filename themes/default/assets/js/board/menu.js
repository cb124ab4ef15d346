// The menu of a card: to which column it goes. Without this the same link leads to a page that asks.
import { boardOf, cardById, cardOf, columnOf, columnsOf, putCard, rememberPlace } from './dom.js';
import { focusCard } from './focus.js';
import { glide } from './glide.js';
import { place } from './place.js';

const gap = 4;
const edge = 8;
let key = null;

document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('.board-card [data-move]');
  const choice = event.target.closest?.('[data-move-to]');
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    open(opener);
  } else if (choice) choose(choice);
});

function open(opener) {
  const menu = document.querySelector('#move-menu');
  const card = cardOf(opener);
  if (!menu || !card) return;
  key = card.dataset.key;
  for (const item of menu.querySelectorAll('[data-move-to]')) {
    if (item.dataset.moveTo === columnOf(card).dataset.column) item.setAttribute('aria-current', 'true');
    else item.removeAttribute('aria-current');
  }
  menu.showPopover();
  putBeside(menu, opener.getBoundingClientRect());
  menu.querySelector('button')?.focus();
}

function putBeside(menu, from) {
  menu.classList.add('is-placed');
  const { width, height } = menu.getBoundingClientRect();
  const below = from.bottom + gap;
  const top = below + height + edge <= innerHeight ? below : Math.max(edge, from.top - gap - height);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(edge, Math.min(from.right - width, innerWidth - width - edge))}px`;
}

/** A card that is sent somewhere lies on top there. */
function choose(choice) {
  document.querySelector('#move-menu').hidePopover();
  const card = key && cardById(key);
  const column = columnsOf(boardOf()).find(({ dataset }) => dataset.column === choice.dataset.moveTo);
  if (!card || !column) return;
  if (column === columnOf(card)) return focusCard(card);
  const goBack = rememberPlace(card);
  glide(boardOf(), () => putCard(card, column, 0));
  focusCard(card);
  void place(card, { column: column.dataset.column, at: 'top' }, goBack);
}
