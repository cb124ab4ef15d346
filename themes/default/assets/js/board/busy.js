// While somebody has their hands on the board, what others change waits.
import { boardOf } from './dom.js';

let hands = 0;

export function hold() {
  hands += 1;
  boardOf()?.setAttribute('data-busy', '');
}

export function release() {
  hands = Math.max(0, hands - 1);
  if (hands === 0) boardOf()?.removeAttribute('data-busy');
}

export const isHeld = () => hands > 0;
