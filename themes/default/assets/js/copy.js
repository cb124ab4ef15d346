// Buttons that copy what stands beside them.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const words = button.querySelector('[data-copy-words]') ?? button;
  words.textContent = button.dataset.copied;
});
