// A column may ask for something besides, such as why a deal was lost. Given up, the card goes back.
import { messageIn, showToast } from '../toasts.js';
import { hold, release } from './busy.js';
import { send } from './send.js';

const dialog = document.querySelector('#dialog');
const body = document.querySelector('#dialog-body');
let asking = null;

/** Show the form that came instead of a yes. */
export function askBesides(html, { address, onDone, onGivenUp }) {
  hold();
  asking = { address, onDone, onGivenUp };
  show(html);
}

function show(html) {
  body.innerHTML = html;
  window.htmx?.process(body);
  const detail = { target: body };
  body.dispatchEvent(new CustomEvent('htmx:afterSwap', { bubbles: true, detail }));
}

document.addEventListener('submit', (event) => {
  if (!asking || !event.target.matches?.('#dialog-body [data-placement]')) return;
  event.preventDefault();
  void answer(event.target);
});

async function answer(form) {
  const current = asking;
  const fields = new FormData(form);
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  const { status, isDone, text } = await send(current.address, fields);
  if (asking !== current) return;
  if (status === 422) return show(text);
  if (isDone) asking = null;
  dialog.close();
  if (isDone) {
    release();
    current.onDone(text);
  } else showToast(messageIn({ responseText: text }));
}

dialog?.addEventListener('close', () => {
  if (!asking) return;
  const { onGivenUp } = asking;
  asking = null;
  release();
  onGivenUp();
});
