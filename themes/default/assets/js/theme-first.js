// Runs before the page is drawn: whoever follows the system gets its colours without a flash.
const page = document.documentElement;
if (page.dataset.themeChoice === 'system') {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    page.dataset.bsTheme = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', () => {
    if (page.dataset.themeChoice === 'system') follow();
  });
}
