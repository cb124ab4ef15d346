// What this page listens to, and how far it has heard. After a lost connection, and between the rendering of the
// page and its first connection, the server is told how far that is and answers with what was missed.
import { socket } from './connection.js';

const markMs = 45_000;
const againMs = 5_000;
/** By key: what is asked for, how far it is heard, who wants to know what was missed, who wants it at all. */
const wanted = new Map();

/**
 * Hear of something for as long as somebody wants it.
 * @param missed is called with what changed meanwhile, or 'refresh'
 * @returns a function that ends it
 */
export function want(interest, { missed = () => {} } = {}) {
  const key = JSON.stringify(interest);
  const one = wanted.get(key) ?? { interest, missed, seen: pageSeen(), wishes: 0, isAsked: false };
  one.wishes += 1;
  wanted.set(key, one);
  ask(key);
  let isOver = false;
  return () => {
    if (!isOver) giveUp(key, one);
    isOver = true;
  };
}

function giveUp(key, one) {
  one.wishes -= 1;
  if (one.wishes > 0 || wanted.get(key) !== one) return;
  wanted.delete(key);
  if (socket.connected) socket.emit('leave', one.interest);
}

function pageSeen() {
  return document.documentElement.dataset.seen;
}

function ask(key) {
  const one = wanted.get(key);
  if (!one || one.isAsked || !socket.connected) return;
  one.isAsked = true;
  const { interest, seen } = one;
  const follows = 'resource' in interest && !('message' in interest) && !('presence' in interest);
  socket.emit('join', { ...interest, ...(follows && seen && { since: seen }) }, (answer) => {
    if (!answer.ok) return refused(key, one, answer.error);
    if (answer.seen) one.seen = answer.seen;
    if (answer.missed) one.missed(answer.missed);
  });
}

/** What may be well in a moment is asked for again. */
function refused(key, one, { code }) {
  if (!['unavailable', 'internal', 'rate-limited'].includes(code)) return;
  setTimeout(() => {
    one.isAsked = false;
    ask(key);
  }, againMs);
}

function heard(resource, seen) {
  if (!seen) return;
  for (const one of wanted.values()) if (one.interest.resource === resource) one.seen = seen;
}

function askAll() {
  for (const [key, one] of wanted) {
    one.isAsked = false;
    ask(key);
  }
}

/** Pages on which nothing happens learn now and then that nothing did. */
function mark() {
  if (!socket.connected) return;
  const asked = [...wanted.values()].filter(({ isAsked }) => isAsked);
  socket.emit('mark', null, (answer) => {
    if (answer.ok && answer.seen) for (const one of asked) one.seen = answer.seen;
  });
}

socket.on('connect', askAll);
// The server left something out; it tells what, as after a lost connection.
socket.on('behind', askAll);
socket.on('changed', ({ resource, seen }) => heard(resource, seen));
socket.on('refresh', ({ resource, seen }) => heard(resource, seen));
socket.on('left', (interest) => wanted.delete(JSON.stringify(interest)));
setInterval(mark, markMs);
document.addEventListener('visibilitychange', () => {
  // Whoever comes back after a sleep finds out at once whether the connection still is one.
  if (!document.hidden) mark();
});
