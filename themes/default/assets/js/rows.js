// Tables of records: a click anywhere opens the row, boxes select it.
let last = null;

document.addEventListener('click', (event) => {
  const box = event.target.closest?.('.records .pick input');
  if (box) return pickWith(box, event.shiftKey);
  const row = event.target.closest?.('.records tr[data-href]');
  if (!row || event.target.closest('a, button, input, label, .pick') || getSelection().toString()) return;
  if (event.ctrlKey || event.metaKey) open(row.dataset.href, '_blank', 'noopener');
  else location.assign(row.dataset.href);
});

document.addEventListener('reset', (event) => {
  if (event.target.matches('[data-bulk]')) setTimeout(() => count(event.target));
});
document.addEventListener('htmx:afterSettle', () => {
  for (const form of document.querySelectorAll('[data-bulk]')) count(form);
});

function pickWith(box, isRange) {
  const form = box.closest('form');
  const boxes = [...form.querySelectorAll('tbody .pick input')];
  if (box.matches('[data-pick-all]')) {
    for (const one of boxes) one.checked = box.checked;
  } else if (isRange && last && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
    for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  count(form);
}

function count(form) {
  const boxes = [...form.querySelectorAll('tbody .pick input')];
  const picked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector('[data-pick-all]');
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
  const output = form.querySelector('[data-picked]');
  if (output) output.textContent = output.dataset.words.replace('0', picked.toLocaleString());
}
