// Goes on by itself once another process answers than the one that made this page.
const place = document.querySelector('[data-restarting]');
const pauseMs = 500;

async function look() {
  const answer = await fetch('/admin/restart.json', { cache: 'no-store' }).catch(() => null);
  const process = answer?.ok ? (await answer.json().catch(() => null))?.data?.process : null;
  if (process && process !== place.dataset.restarting) location.replace(place.dataset.next);
  else setTimeout(look, pauseMs);
}

look();
