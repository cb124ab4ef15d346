// Choose a record by typing: the list comes from the server, arrows and Enter choose.
document.addEventListener('input', (event) => {
  const picker = event.target.closest?.('[data-picker]');
  if (!picker || event.target.type === 'hidden') return;
  keyOf(picker).value = '';
  open(picker);
});

document.addEventListener('htmx:afterSwap', (event) => {
  const picker = event.target.closest?.('[data-picker]');
  if (picker) show(picker, picker.contains(document.activeElement));
});

document.addEventListener('keydown', (event) => {
  const picker = event.target.closest?.('[data-picker]');
  if (!picker) return;
  const options = optionsOf(picker);
  const at = options.findIndex((option) => option.ariaSelected === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    if (options.length > 0) select(picker, options[(at + step + options.length) % options.length]);
  } else if (event.key === 'Enter' && isOpen(picker) && at >= 0) {
    event.preventDefault();
    choose(picker, options[at]);
  } else if (event.key === 'Escape' && isOpen(picker)) {
    event.preventDefault();
    event.stopPropagation();
    show(picker, false);
  }
});

document.addEventListener('mousedown', (event) => {
  const option = event.target.closest?.('[data-picker] [role="option"]');
  if (!option) return;
  event.preventDefault();
  choose(option.closest('[data-picker]'), option);
});

document.addEventListener('focusout', (event) => {
  const picker = event.target.closest?.('[data-picker]');
  if (picker && !picker.contains(event.relatedTarget)) show(picker, false);
});

const fieldOf = (picker) => picker.querySelector('[role="combobox"]');
const keyOf = (picker) => picker.querySelector('[data-picker-value]');
const wordsOf = (picker) => picker.querySelector('[data-picker-words]');
const listOf = (picker) => picker.querySelector('[role="listbox"]');
const optionsOf = (picker) => [...picker.querySelectorAll('[role="option"]')];
const isOpen = (picker) => !listOf(picker).hidden;

function open(picker) {
  listOf(picker).hidden = false;
}

function show(picker, isShown) {
  listOf(picker).hidden = !isShown;
  fieldOf(picker).setAttribute('aria-expanded', String(isShown));
  const [first] = optionsOf(picker);
  if (isShown && first) select(picker, first);
  else fieldOf(picker).removeAttribute('aria-activedescendant');
}

function select(picker, option) {
  for (const one of optionsOf(picker)) one.ariaSelected = String(one === option);
  fieldOf(picker).setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function choose(picker, option) {
  keyOf(picker).value = option.dataset.value;
  fieldOf(picker).value = option.dataset.title;
  wordsOf(picker).value = option.dataset.title;
  show(picker, false);
  keyOf(picker).dispatchEvent(new Event('change', { bubbles: true }));
}
