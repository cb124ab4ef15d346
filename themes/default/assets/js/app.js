// What every page has; the rest is loaded by the pages that need it.
import './dialogs.js';
import './editing.js';
import './keyboard.js';
import './loading.js';
import './menus.js';
import './plugin-faults.js';
import './rows.js';
import './search.js';
import './theme-toggle.js';
import './toasts.js';

const parts = [
  ['[data-board]', () => import('./board.js')],
  ['[data-live]', () => import('./live.js')],
  ['[data-picker]', () => import('./picker.js')],
  ['[data-tags]', () => import('./tags.js')],
  ['[data-copy]', () => import('./copy.js')],
  ['[data-drop]', () => import('./drop.js')],
  ['[data-use-theirs]', () => import('./use-theirs.js')],
  ['[data-submit-on-change]', () => import('./submit-on-change.js')],
  ['[data-narrowed-by]', () => import('./narrowed.js')],
  ['.settings-nav', () => import('./current-tab.js')],
  ['[data-steps]', () => import('./steps.js')],
  ['[data-guess]', () => import('./guess-region.js')],
  ['[data-reveal]', () => import('./reveal.js')],
  ['[data-confirm]', () => import('./confirm.js')],
  ['[data-restarting]', () => import('./restarting.js')],
  ['[data-arrange]', () => import('./arrange.js')],
  ['[data-plugin-module]', () => import('./plugin-parts.js')],
  ['[data-theme-cards]', () => import('./theme-choice.js')],
];

/** Parts may arrive later, inside what htmx brings. */
function loadParts() {
  for (const [selector, load] of parts) {
    if (document.querySelector(selector)) void load();
  }
}

loadParts();
document.addEventListener('htmx:load', loadParts);
