// Dark or light, remembered for a year; the server draws the next page in it at once.
const page = document.documentElement;
const year = 31_536_000;

document.addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-theme-toggle]')) return;
  const theme = page.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  page.dataset.bsTheme = theme;
  page.dataset.themeChoice = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there in every browser we support
  document.cookie = `theme=${theme}; path=/; max-age=${year}; samesite=lax`;
});
