// Fields that are edited where they stand: the input is ready at once, Escape leaves it.
document.addEventListener('htmx:afterSettle', () => {
  const form = document.querySelector('[data-editing]');
  if (!form || form.contains(document.activeElement)) return;
  const field = form.querySelector(
    '[aria-invalid="true"], input:not([type="hidden"]):not([hidden]), select, textarea',
  );
  field?.focus();
  if (field?.matches('input[type="text"], input[type="email"], input[type="tel"], input[type="url"]'))
    field.select();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  event.target.closest?.('[data-editing]')?.querySelector('[data-cancel]')?.click();
});
