// Two people changed the same: take over what the other one entered.
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-use-theirs]');
  if (!button) return;
  const field = document.getElementById(button.dataset.useTheirs);
  if (!field) return;
  if (field.type === 'checkbox') field.checked = button.value === 'true';
  else field.value = button.value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  button.closest('.field-theirs')?.remove();
  field.focus();
});
