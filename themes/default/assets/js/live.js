// What others change shows up by itself: rooms are joined for what the page shows, and a region is
// asked for again when one of them tells of a change.
import { io } from '../vendor/socket.io.js';
import { mergeRegion } from './merge-region.js';

const rest = 120;
const busyRest = 700;
const mostRows = 200;
const workspace = /^\/w\/([^/]+)/.exec(location.pathname)?.[1];
const socket = io({
  path: '/live',
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  // After a restart not all pages of the house come back in the same moment.
  reconnectionDelay: 1_000,
  reconnectionDelayMax: 10_000,
  randomizationFactor: 0.8,
});
const waiting = new Map();

const regions = () => [...document.querySelectorAll('[data-live]')];

socket.on('connect', joinAll);
socket.io.on('reconnect', () => regions().forEach(refreshSoon));
socket.on('changed', ({ resource, id }) => {
  for (const region of regions()) if (concerns(region, resource, id)) refreshSoon(region);
});
socket.on('refresh', ({ resource }) => {
  for (const region of regions()) if (concerns(region, resource, null)) refreshSoon(region);
});
socket.on('left', () => location.reload());
socket.on('elsewhere', ({ afterMs, withinMs }) => {
  setTimeout(
    () => {
      if (socket.connected) socket.disconnect().connect();
    },
    afterMs + Math.random() * (withinMs - afterMs),
  );
});

document.addEventListener('htmx:load', joinAll);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) for (const region of waiting.keys()) refreshSoon(region);
});
addEventListener('pagehide', () => socket.disconnect());
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  socket.connect();
  regions().forEach(refreshSoon);
});

let joined = new Set();
socket.on('disconnect', () => {
  joined = new Set();
});

function joinAll() {
  if (!socket.connected) return;
  for (const interest of regions().flatMap(interestsOf)) {
    const key = JSON.stringify(interest);
    if (joined.has(key)) continue;
    joined.add(key);
    socket.emit('join', interest, (answer) => {
      if (!answer.ok) joined.delete(key);
    });
  }
}

/** A page about one record wants to hear of that one, and of all that may belong to it. */
function interestsOf({ dataset }) {
  const { live: resource, liveRecord: record, liveAlso = '' } = dataset;
  const also = liveAlso.split(' ').filter(Boolean);
  return [
    { workspace, resource, ...(record && { record }) },
    ...also.map((one) => ({ workspace, resource: one })),
  ];
}

function concerns({ dataset }, resource, id) {
  if (dataset.liveAlso?.split(' ').includes(resource)) return true;
  return dataset.live === resource && (!dataset.liveRecord || id === null || dataset.liveRecord === id);
}

function refreshSoon(region) {
  clearTimeout(waiting.get(region));
  waiting.set(
    region,
    setTimeout(() => refresh(region), rest),
  );
}

/** Never under somebody's hands: while they drag or type in it, it waits. */
async function refresh(region) {
  if (document.hidden) return;
  if (!region.isConnected) return waiting.delete(region);
  if (isBusy(region))
    return waiting.set(
      region,
      setTimeout(() => refresh(region), busyRest),
    );
  waiting.delete(region);
  const answer = await fetch(addressOf(region), {
    headers: { 'HX-Request': 'true', 'HX-Target': region.id },
  }).catch(() => null);
  if (!answer?.ok || !region.isConnected) return;
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  const fresh = template.content.getElementById(region.id);
  if (!fresh) return;
  if (isBusy(region)) return refreshSoon(region);
  // A region that knows better how to take it says so.
  const told = new CustomEvent('live-fresh', { detail: fresh, bubbles: true, cancelable: true });
  if (region.dispatchEvent(told)) mergeRegion(region, fresh, { most: mostRows });
  for (const other of template.content.querySelectorAll('[hx-swap-oob]:not(#filters)')) replaceOther(other);
}

function isBusy(region) {
  return region.hasAttribute('data-busy') || region.querySelector('[data-editing], [data-busy]') !== null;
}

/** As many rows as are shown now. */
function addressOf({ dataset, id }) {
  const address = new URL(dataset.liveHref, location.href);
  const rows = document.querySelectorAll(`#${id} [data-merge="rows"] > [data-key]`).length;
  if (rows > 50) address.searchParams.set('limit', String(Math.min(rows, mostRows)));
  return address;
}

function replaceOther(fresh) {
  const old = document.getElementById(fresh.id);
  fresh.removeAttribute('hx-swap-oob');
  if (old && old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
}
