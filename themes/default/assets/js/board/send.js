// What is sent about a board.
import { withShown } from './shown.js';

/** Post a form of a move. Never throws: what went wrong is part of the answer. */
export async function send(address, fields) {
  const response = await fetch(withShown(address), {
    method: 'POST',
    headers: { 'HX-Request': 'true', 'HX-Target': 'board' },
    body: new URLSearchParams(fields),
  }).catch(() => null);
  if (!response) return { isDone: false, status: 0, text: '' };
  const text = await response.text().catch(() => '');
  const leaveTo = response.headers.get('HX-Redirect');
  return { isDone: response.status === 200 && text !== '', status: response.status, text, leaveTo };
}
