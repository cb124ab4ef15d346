// Bring a part of the page up to date without tearing out what did not change: rows and cards are
// matched by key, so that focus, selection, open menus and scroll positions stay.

/** Make `old` show what `fresh` shows. Both hold containers marked `data-merge`, whose children have keys. */
export function mergeRegion(old, fresh, { most }) {
  const containers = [...fresh.querySelectorAll('[data-merge][id]')];
  const matching = containers.map((container) => old.querySelector(`#${CSS.escape(container.id)}`));
  const isSameShape = containers.length > 0 && matching.every(Boolean) && count(old) === containers.length;
  if (!isSameShape) return replaceWhole(old, fresh);
  for (const [at, container] of containers.entries()) mergeChildren(matching[at], container, most);
  for (const part of fresh.querySelectorAll('[data-part][id]')) {
    const before = old.querySelector(`#${CSS.escape(part.id)}`);
    if (before && before.outerHTML !== part.outerHTML) before.replaceWith(process(part));
  }
}

function count(region) {
  return region.querySelectorAll('[data-merge][id]').length;
}

function mergeChildren(container, fresh, most) {
  const old = new Map(keyed(container).map((child) => [child.dataset.key, child]));
  const wanted = [...fresh.children];
  const isCut = old.size > most && keyed(fresh).length >= most;
  const keys = new Set(keyed(fresh).map(({ dataset }) => dataset.key));
  const rest = isCut
    ? [...container.children].slice(most).filter(({ dataset }) => !keys.has(dataset.key))
    : [];
  const next = wanted
    .filter((child) => child.dataset.key || !isCut)
    .map((child) => settle(old.get(child.dataset.key), child));
  const kept = [...next, ...rest];
  const isKept = new Set(kept);
  for (const child of [...container.children]) if (!isKept.has(child)) child.remove();
  kept.forEach((child, at) => {
    if (container.children[at] !== child) container.insertBefore(child, container.children[at] ?? null);
  });
}

function keyed(container) {
  return [...container.children].filter(({ dataset }) => dataset.key);
}

/** The old child where nothing changed, else the new one with what the person did to the old one. */
function settle(before, after) {
  if (!after.dataset.key) return process(after);
  if (before && before.dataset.state === after.dataset.state) return before;
  after.classList.add('is-changed');
  if (before) {
    carryOver(before, after);
    const wasFocused = before.contains(document.activeElement)
      ? focusPath(before, document.activeElement)
      : null;
    before.replaceWith(process(after));
    if (wasFocused) focusAt(after, wasFocused);
    return after;
  }
  return process(after);
}

function carryOver(before, after) {
  const boxes = [...after.querySelectorAll('input[type="checkbox"]')];
  [...before.querySelectorAll('input[type="checkbox"]')].forEach((box, at) => {
    if (boxes[at]) boxes[at].checked = box.checked;
  });
}

/** Which of the things one can be on had the focus: the row itself, or the nth inside. */
function focusPath(root, element) {
  return root === element
    ? -1
    : [...root.querySelectorAll('a, button, input, select, [tabindex]')].indexOf(element);
}

function focusAt(root, at) {
  const element = at < 0 ? root : root.querySelectorAll('a, button, input, select, [tabindex]')[at];
  element?.focus({ preventScroll: true });
}

function replaceWhole(old, fresh) {
  const active = document.activeElement;
  const focus = old.contains(active)
    ? active.id
      ? `#${CSS.escape(active.id)}`
      : linkSelector(active)
    : null;
  for (const details of old.querySelectorAll('details[data-keep][open]')) {
    const same = fresh.querySelector(`details[data-keep="${details.dataset.keep}"]`);
    if (same) same.open = true;
  }
  const kept = keepParts(old, fresh);
  old.replaceWith(process(fresh));
  for (const part of kept) window.htmx?.trigger(part, 'part-stale');
  if (focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
}

/** What a plugin showed stays until it has something newer to show. */
function keepParts(old, fresh) {
  return [...old.querySelectorAll('[data-keep-part][id]')].filter((part) => {
    const place = fresh.querySelector(`#${CSS.escape(part.id)}`);
    place?.replaceWith(part);
    return Boolean(place);
  });
}

function linkSelector(element) {
  const href = element.getAttribute('href');
  return href ? `a[href="${CSS.escape(href)}"]` : null;
}

function process(element) {
  window.htmx?.process(element);
  return element;
}
