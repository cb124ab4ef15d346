// The page that describes the API: finding, copying, and opening what an address points at.

function filterOperations(box) {
  const words = box.value.trim().toLowerCase().split(/\s+/);
  let shown = 0;
  for (const operation of document.querySelectorAll('[data-api-words]')) {
    operation.hidden = !words.every((word) => operation.dataset.apiWords.includes(word));
    if (!operation.hidden) shown += 1;
  }
  for (const group of document.querySelectorAll('[data-api-group]')) {
    group.hidden = !group.querySelector('[data-api-words]:not([hidden])');
  }
  document.querySelector('[data-api-none]').hidden = shown > 0;
  showCount(document.querySelector('[data-api-count]'), shown);
}

function showCount(count, shown) {
  const words = shown === 1 ? count.dataset.one : count.dataset.other;
  count.textContent = words.replace(/\d+/, String(shown));
}

async function copyCode(button) {
  const code = button.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    confirmCopy(button);
  } catch {
    // Browsers offer the clipboard over https only; elsewhere the text is at least selected.
    getSelection().selectAllChildren(code);
  }
}

function confirmCopy(button) {
  const label = button.querySelector('span');
  const words = label.textContent;
  label.textContent = button.dataset.done;
  setTimeout(() => {
    label.textContent = words;
  }, 1500);
}

function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

function prepare() {
  for (const button of document.querySelectorAll('[data-api-copy]')) button.hidden = false;
  openTarget();
}

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches('[data-api-search]')) filterOperations(target);
});
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('[data-api-copy]');
  if (button) void copyCode(button);
});
document.addEventListener('htmx:load', prepare);
addEventListener('hashchange', openTarget);
prepare();
