// Light, dark, or as the system has it: takes effect at once and is remembered for a year.
const page = document.documentElement;
const year = 31_536_000;

document.addEventListener('change', (event) => {
  if (!event.target.closest?.('[data-theme-cards]')) return;
  const choice = event.target.value;
  const isDark =
    choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  page.dataset.themeChoice = choice;
  page.dataset.bsTheme = isDark ? 'dark' : 'light';
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there in every browser we support
  document.cookie = `theme=${choice}; path=/; max-age=${year}; samesite=lax`;
});
