// What plugins show may bring a module of theirs. Each is loaded and mounted on its own: one that is missing or
// throws leaves the page, and the parts of others, as they are.
import { tellFault } from './plugin-faults.js';

const mounted = new WeakMap();

/** What a module gets besides its element: messages to its plugin and from it. The connection opens when it is used. */
const live = {
  say: async (...message) => (await import('./live.js')).say(...message),
  hear(...wish) {
    let isOver = false;
    let end = () => {};
    void import('./live.js').then(({ hear }) => {
      if (!isOver) end = hear(...wish);
    });
    return () => {
      isOver = true;
      end();
    };
  },
};

export function mountParts() {
  for (const element of document.querySelectorAll('[data-plugin-module]')) {
    if (mounted.has(element)) continue;
    mounted.set(element, null);
    void mount(element);
  }
}

async function mount(element) {
  try {
    const { mount: start } = await import(element.dataset.pluginModule);
    const end = await start?.(element, live);
    if (typeof end === 'function') mounted.set(element, end);
  } catch (error) {
    tell(element, error);
  }
}

/** The words that the server sent still stand; only what the module would have added is missing. */
function tell(element, error) {
  console.warn(
    `Plugin "${element.dataset.plugin}": its module ${element.dataset.pluginModule} failed.`,
    error,
  );
  tellFault(element.dataset.pluginModule, error?.message);
  element.dataset.moduleState = 'failed';
  const note = document.createElement('p');
  note.className = 'plugin-note';
  note.setAttribute('role', 'status');
  note.textContent = element.dataset.moduleFailed ?? '';
  element.append(note);
}

function end(root) {
  for (const element of root.querySelectorAll?.('[data-plugin-module]') ?? []) endOne(element);
  if (root.matches?.('[data-plugin-module]')) endOne(root);
}

function endOne(element) {
  try {
    mounted.get(element)?.();
  } catch (error) {
    console.warn(`Plugin "${element.dataset.plugin}": its module did not end well.`, error);
    tellFault(element.dataset.pluginModule, error?.message);
  }
}

mountParts();
document.addEventListener('htmx:load', mountParts);
document.addEventListener('htmx:beforeCleanupElement', (event) => end(event.target));
