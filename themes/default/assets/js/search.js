// Search everywhere: Ctrl+K or the button; arrows go through what was found.
const dialog = document.querySelector('#search-dialog');
const field = dialog?.querySelector('input');
const results = dialog?.querySelector('#search-results');

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-open-search]')) openSearch();
  if (event.target.closest?.('[data-open-help]')) document.querySelector('#help-dialog')?.showModal();
});

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openSearch();
  }
});

/** Open the search over the whole workspace. */
export function openSearch() {
  if (!dialog || dialog.open) return;
  for (const menu of document.querySelectorAll('[popover]:popover-open')) menu.hidePopover();
  dialog.showModal();
  field.select();
  if (!field.value && !results.firstElementChild) field.dispatchEvent(new Event('palette-open'));
}

dialog?.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-close-search]')) dialog.close();
});

dialog?.addEventListener('keydown', (event) => {
  // A search field would only be emptied by it, and the words are still wanted the next time.
  if (event.key === 'Escape') {
    event.preventDefault();
    dialog.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...results.querySelectorAll('a')];
  if (event.key === 'Enter' && event.target === field && links[0]) {
    event.preventDefault();
    // A click, not a jump: some of what is found opens a dialog instead of a page.
    (dialog.querySelector('a:focus') ?? links[0]).click();
  }
  if (!step || links.length === 0) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + step;
  (links[at] ?? (at < 0 ? field : links[0])).focus();
});
