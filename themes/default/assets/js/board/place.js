// Tell the server where a card was put. The card already lies there; where it may not, it goes back.
import { messageIn, showToast } from '../toasts.js';
import { hold, release } from './busy.js';
import { boardOf, cardById } from './dom.js';
import { renewBoard } from './renew.js';
import { say } from './say.js';
import { send } from './send.js';
import { withShown } from './shown.js';

let queue = Promise.resolve();
let under = 0;

/** One move after the other, so that each finds the cards where they were shown. */
export function place(card, to, goBack) {
  under += 1;
  hold();
  const { key, place: address } = card.dataset;
  card.setAttribute('aria-busy', 'true');
  queue = queue.then(() => send(address, to)).then((answer) => settle(key, answer, address, goBack));
  return queue;
}

/** Our hands stay on the board until it is settled, or until the form that came instead holds it. */
async function settle(key, answer, address, goBack) {
  under -= 1;
  cardById(key)?.removeAttribute('aria-busy');
  await react(key, answer, address, goBack).finally(release);
}

async function react(key, answer, address, goBack) {
  const asks = answer.status === 422 ? await import('./ask.js').catch(() => null) : null;
  if (asks) return asks.askBesides(answer.text, { address, onDone, onGivenUp });
  if (answer.isDone) return onDone(answer.text);
  onGivenUp();
  if (answer.leaveTo) return location.assign(answer.leaveTo);
  showToast(messageIn({ responseText: answer.text }));
  await refreshBoard();

  function onDone(html) {
    // A later move is under way: its answer shows this one too.
    if (under === 0) renewBoard(html, true);
    const card = cardById(key);
    if (card) say('dropped', card);
  }

  function onGivenUp() {
    goBack();
    const card = cardById(key);
    card?.focus({ preventScroll: true });
    if (card) say('refused', card);
  }
}

/** Ask for the board as it is now. */
export async function refreshBoard() {
  const board = boardOf();
  if (!board) return;
  const headers = { 'HX-Request': 'true', 'HX-Target': 'board' };
  const response = await fetch(withShown(board.dataset.href), { headers }).catch(() => null);
  if (response?.ok) renewBoard(await response.text(), false);
}
