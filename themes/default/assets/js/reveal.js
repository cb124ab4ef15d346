// Show what is typed into a password field.
for (const button of document.querySelectorAll('[data-reveal]')) button.hidden = false;

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-reveal]');
  const field = button && document.getElementById(button.dataset.reveal);
  if (!field) return;
  const isShown = field.type === 'password';
  field.type = isShown ? 'text' : 'password';
  button.setAttribute('aria-pressed', String(isShown));
});
