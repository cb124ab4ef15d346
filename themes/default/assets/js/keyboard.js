// Single keys for people who know their way. Never while somebody types.
import { openSearch } from './search.js';

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const act = actions[event.key];
  if (act?.(event)) event.preventDefault();
});

const actions = {
  '/': () => find(),
  '?': () => show('#help-dialog'),
  c: () => press('[data-hotkey="c"]'),
  e: () => press('[data-hotkey="e"]'),
  j: () => step(1),
  k: () => step(-1),
  x: () => pick(),
  Enter: (event) => openRow(event.target),
};

function isTyping(element) {
  return element.isContentEditable || element.matches?.('input:not([type="checkbox"]), textarea, select');
}

function find() {
  const field = document.querySelector('[data-find]');
  if (field) field.focus();
  else openSearch();
  return true;
}

function show(selector) {
  document.querySelector(selector)?.showModal();
  return true;
}

function press(selector) {
  const element = document.querySelector(selector);
  element?.click();
  return Boolean(element);
}

function step(by) {
  const rows = [...document.querySelectorAll('[data-key][data-href]')].filter((row) => row.matches('tr'));
  const at = rows.indexOf(document.activeElement?.closest('tr[data-key]'));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return rows.length > 0;
}

function pick() {
  const box = document.activeElement?.closest?.('tr[data-key]')?.querySelector('.pick input');
  box?.click();
  return Boolean(box);
}

function openRow(element) {
  if (!element.matches?.('tr[data-href]')) return false;
  location.assign(element.dataset.href);
  return true;
}
