// Who else is here. Whoever has the page in front of them is seen on it; a page that lies hidden for a while is not.
import { socket, workspace } from './connection.js';
import { want } from './interests.js';

const hiddenMs = 60_000;
const mostShown = 4;
let isSeen = null;
let hiding;

const bar = () => document.querySelector('[data-presence]');

function spotOf(element) {
  const { presenceResource: resource, presenceRecord: record } = element?.dataset ?? {};
  return resource ? { resource, record } : {};
}

function appear() {
  clearTimeout(hiding);
  isSeen ??= [
    want({ workspace, presence: 'here' }),
    ...(bar()?.dataset.presenceRecord ? [want({ workspace, presence: 'here', ...spotOf(bar()) })] : []),
  ];
}

function disappear() {
  for (const end of isSeen ?? []) end();
  isSeen = null;
}

function show({ resource, record, people, count }) {
  const element = bar();
  const spot = spotOf(element);
  if (!element || spot.resource !== resource || spot.record !== record) return;
  const others = people.filter(({ id }) => id !== element.dataset.presenceSelf);
  const unnamed = count - people.length;
  const shown = others.slice(0, mostShown).map(markOf);
  const more = others.length - shown.length + unnamed;
  if (more > 0) shown.push(moreOf(more));
  element.replaceChildren(...shown);
  element.hidden = shown.length === 0;
  const names = others.map(({ name }) => name).join(', ');
  element.setAttribute('aria-label', element.dataset.presenceWords.replace('{names}', names));
}

function markOf({ id, name, initials, tone }) {
  const mark = document.createElement('span');
  mark.className = `mark mark-small mark-round presence-mark tone-${tone}`;
  mark.dataset.person = id;
  mark.title = name;
  mark.textContent = initials;
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}

function moreOf(count) {
  const mark = document.createElement('span');
  mark.className = 'presence-more';
  mark.textContent = `+${count}`;
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}

socket.on('present', show);
appear();
if (bar()) want({ workspace, presence: 'watching', ...spotOf(bar()) });
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) return appear();
  clearTimeout(hiding);
  hiding = setTimeout(disappear, hiddenMs);
});
