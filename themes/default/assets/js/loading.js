// A thin line on top while something is under way for longer than a moment.
const page = document.documentElement;
const patience = 180;
let underWay = 0;
let timer;

function begin() {
  underWay += 1;
  clearTimeout(timer);
  timer = setTimeout(() => page.classList.toggle('is-loading', underWay > 0), patience);
}

function end() {
  underWay = Math.max(0, underWay - 1);
  if (underWay === 0) page.classList.remove('is-loading');
}

document.addEventListener('htmx:beforeRequest', begin);
document.addEventListener('htmx:afterRequest', end);
addEventListener('beforeunload', begin);
addEventListener('pageshow', () => {
  underWay = 0;
  end();
});
