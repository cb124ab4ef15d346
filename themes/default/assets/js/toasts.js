// Short notices below; they leave by themselves, and stay while somebody is on them.
const shelf = document.querySelector('#toasts');
const stay = 7_000;

for (const line of shelf?.querySelectorAll('[data-toast]') ?? []) leaveLater(line);

document.addEventListener('htmx:responseError', (event) => showToast(messageIn(event.detail.xhr)));
document.addEventListener('htmx:sendError', () => showToast(shelf?.dataset.failed ?? ''));

/** Tell that something did not work. */
export function showToast(words) {
  if (!shelf) return;
  const line = document.createElement('div');
  line.className = 'toast-line is-danger';
  const text = document.createElement('p');
  text.textContent = words;
  line.append(text);
  shelf.append(line);
  leaveLater(line);
}

function leaveLater(line) {
  setTimeout(() => (line.matches(':hover, :focus-within') ? leaveLater(line) : line.remove()), stay);
}

/** The server's own sentence, where it sent one. */
export function messageIn(response) {
  const page = new DOMParser().parseFromString(response.responseText ?? '', 'text/html');
  return page.querySelector('[data-message]')?.textContent.trim() || shelf?.dataset.failed || '';
}
