// Menus are popovers; here they get their place beside what opens them.
const gap = 4;
const edge = 8;

document.addEventListener('toggle', place, true);
document.addEventListener('keydown', moveFocus);

function place(event) {
  const menu = event.target;
  if (!menu.matches?.('.menu[popover]') || event.newState !== 'open') return;
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (!opener) return;
  menu.classList.add('is-placed');
  const from = opener.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const fitsBelow = from.bottom + gap + size.height + edge <= innerHeight;
  const top = fitsBelow ? from.bottom + gap : Math.max(edge, from.top - gap - size.height);
  const isAtEnd = from.left + size.width + edge > innerWidth;
  const left = isAtEnd ? Math.max(edge, from.right - size.width) : from.left;
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}

/** Arrow keys go through the entries of an open menu. */
function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = event.target.closest?.('.menu:popover-open') ?? openedBy(event.target);
  if (!step || !menu || event.target.matches('select, textarea, input')) return;
  const items = [...menu.querySelectorAll('a, button')];
  const next = items[(items.indexOf(document.activeElement) + step + items.length) % items.length];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function openedBy(button) {
  const id = button.getAttribute?.('popovertarget');
  return id ? document.querySelector(`#${CSS.escape(id)}.menu:popover-open`) : null;
}

// A menu whose page moves away beneath it would hang in the air.
addEventListener('resize', closeAll);

function closeAll() {
  for (const menu of document.querySelectorAll('.menu:popover-open')) menu.hidePopover();
}
