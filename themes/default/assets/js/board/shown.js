// A board is asked for with as many cards in each column as are shown now.
import { boardOf, cardsOf, columnsOf } from './dom.js';

const usual = 25;

/** The parameter for columns that were read further; empty where there are none. */
export function shownText() {
  const longer = columnsOf(boardOf())
    .map((column) => [column.dataset.column, cardsOf(column).length])
    .filter(([, count]) => count > usual);
  return longer.map(([value, count]) => `${value}:${count}`).join(',');
}

/** An address with what is shown now. */
export function withShown(address) {
  const url = new URL(address, location.href);
  const text = shownText();
  if (text) url.searchParams.set('shown', text);
  return url;
}
