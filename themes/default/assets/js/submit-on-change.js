// Switchers take effect at once; their button is for pages without JavaScript.
document.addEventListener('change', (event) => {
  const form = event.target.closest?.('[data-submit-on-change]');
  form?.requestSubmit();
});
for (const form of document.querySelectorAll('[data-submit-on-change]')) {
  for (const button of form.querySelectorAll('[type="submit"]')) button.hidden = true;
}
