// In development only: what is edited is seen at once. Style sheets are exchanged in place; anything else, and a
// restarted server, loads the page anew where it stands.
const changes = new EventSource('/dev/changes');
let process = null;

changes.addEventListener('start', ({ data }) => {
  if (process !== null && process !== data) location.reload();
  process = data;
});
changes.addEventListener('changed', ({ data }) => {
  if (data === 'style') void exchangeStyles();
  else location.reload();
});
addEventListener('pagehide', () => changes.close());

/** The page knows the new addresses: they name the content. */
async function exchangeStyles() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')];
  for (const sheet of sheets) {
    const name = nameOf(sheet);
    const next = [...fresh.querySelectorAll('link[rel="stylesheet"]')].find((one) => nameOf(one) === name);
    if (next && next.getAttribute('href') !== sheet.getAttribute('href'))
      sheet.href = next.getAttribute('href');
    else if (!next) return location.reload();
  }
}

/** An address without the part that names the content. */
function nameOf(sheet) {
  return sheet.getAttribute('href').replace(/^\/assets\/(plugins\/[^/]+\/)?[^/]+\//, '$1');
}
