const announcer = document.querySelector('#announcer');

/** Say something to those who listen to the page instead of looking at it. */
export function announce(words) {
  if (!announcer) return;
  announcer.textContent = '';
  requestAnimationFrame(() => {
    announcer.textContent = words;
  });
}
