// Regions of the page that show records: each is asked for again when something in it changed.
import { mergeRegion } from '../merge-region.js';
import { socket, workspace } from './connection.js';
import { want } from './interests.js';

const rest = 120;
const busyRest = 700;
const failedRest = 2_000;
const mostRows = 200;
const waiting = new Map();
const joined = new Set();

const regions = () => [...document.querySelectorAll('[data-live]')];

socket.on('changed', ({ resource, id }) => concern(resource, id));
socket.on('refresh', ({ resource }) => concern(resource, null));
socket.on('left', (interest) => {
  if (!('message' in interest) && !('presence' in interest)) location.reload();
});
document.addEventListener('htmx:load', joinAll);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) for (const region of waiting.keys()) refreshSoon(region);
});
joinAll();

function joinAll() {
  for (const interest of regions().flatMap(interestsOf)) {
    const key = JSON.stringify(interest);
    if (joined.has(key)) continue;
    joined.add(key);
    const { resource, record = null } = interest;
    want(interest, {
      missed: (missed) => {
        if (missed === 'refresh') concern(resource, record);
        else for (const { id } of missed) concern(resource, id);
      },
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

function concern(resource, id) {
  for (const region of regions()) if (shows(region, resource, id)) refreshSoon(region);
}

function shows({ dataset }, resource, id) {
  if (dataset.liveAlso?.split(' ').includes(resource)) return true;
  return dataset.live === resource && (!dataset.liveRecord || id === null || dataset.liveRecord === id);
}

function refreshSoon(region) {
  refreshIn(region, rest);
}

function refreshIn(region, ms) {
  clearTimeout(waiting.get(region));
  waiting.set(
    region,
    setTimeout(() => refresh(region), ms),
  );
}

/** Never under somebody's hands: while they drag or type in it, it waits. */
async function refresh(region) {
  if (document.hidden) return;
  if (!region.isConnected) return waiting.delete(region);
  if (isBusy(region)) return refreshIn(region, busyRest);
  waiting.delete(region);
  const answer = await fetch(addressOf(region), {
    headers: { 'HX-Request': 'true', 'HX-Target': region.id },
  }).catch(() => null);
  if (!region.isConnected) return;
  // What changed was heard of already and will not be told again; not all pages ask at one moment.
  if (!answer || answer.status >= 500 || answer.status === 429) {
    if (!waiting.has(region)) refreshIn(region, failedRest * (1 + Math.random()));
    return;
  }
  if (!answer.ok) return;
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
