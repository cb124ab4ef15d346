// A choice that depends on another: only what belongs to the other's value is offered.
document.addEventListener('change', (event) => {
  for (const select of document.querySelectorAll(
    `[data-narrowed-by="${CSS.escape(event.target.id ?? '')}"]`,
  )) {
    narrow(select);
  }
});
document.addEventListener('htmx:load', narrowAll);
narrowAll();

function narrowAll() {
  for (const select of document.querySelectorAll('select[data-narrowed-by]')) narrow(select);
}

function narrow(select) {
  const value = document.getElementById(select.dataset.narrowedBy)?.value ?? '';
  for (const group of select.querySelectorAll('optgroup[data-within]')) {
    const isOffered = value === '' || group.dataset.within === value;
    group.hidden = !isOffered;
    group.disabled = !isOffered;
  }
  const chosen = select.selectedOptions[0];
  if (!chosen?.closest('optgroup[hidden]')) return;
  const first = select.querySelector('option[value=""], optgroup:not([hidden]) > option');
  if (first) select.value = first.value;
}
