// What htmx puts into the dialog opens it; links that lead there work without it as pages.
const dialog = document.querySelector('#dialog');
const body = document.querySelector('#dialog-body');

document.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target !== body || !body?.firstElementChild) return;
  for (const menu of document.querySelectorAll('.menu:popover-open')) menu.hidePopover();
  const heading = body.querySelector('h1, h2');
  if (heading) dialog.setAttribute('aria-label', heading.textContent.trim());
  if (!dialog.open) dialog.showModal();
  const first = body.querySelector(
    '[aria-invalid="true"], [autofocus], input:not([type="hidden"]), select, textarea',
  );
  first?.focus();
});

document.addEventListener('click', (event) => {
  const open = event.target.closest?.('dialog[open]');
  if (!open) return;
  const isBackdrop = event.target === open && !isInside(open, event);
  if (isBackdrop || event.target.closest('[data-close-dialog]')) open.close();
});

document.addEventListener('close-dialog', () => dialog?.close());

dialog?.addEventListener('close', () => body.replaceChildren());

function isInside(element, { clientX, clientY }) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
