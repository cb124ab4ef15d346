// Says that this person edits the deal of the page, and shows who else does.
const again = 4_000;
/** Who is not heard of for so long has stopped. */
const over = 10_000;

export function mount(element, live) {
  const note = element.querySelector('[data-deal]');
  if (!note) return;
  const { deal: record, self } = note.dataset;
  const editors = new Map();
  let saidAt = Number.NEGATIVE_INFINITY;

  function show() {
    const now = performance.now();
    for (const [id, { until }] of editors) if (until <= now) editors.delete(id);
    const names = [...editors.values()].map(({ name }) => name);
    const words = names.length === 1 ? note.dataset.wordsOne : note.dataset.wordsMany;
    const text = names.length === 0 ? '' : words.replace('{names}', names.join(', '));
    if (note.textContent !== text) note.textContent = text;
    note.hidden = names.length === 0;
  }

  function edits({ target }) {
    if (!target?.closest?.('#record form, #dialog form') || !target.matches('input, select, textarea'))
      return;
    if (performance.now() - saidAt < again) return;
    saidAt = performance.now();
    live.say('crm.deal.edit', { dealId: record }).catch(() => {});
  }

  const deaf = live.hear(
    'crm.deal.being-edited',
    ({ userId, name }) => {
      if (userId !== self) editors.set(userId, { name, until: performance.now() + over });
      show();
    },
    { resource: 'crm.deal', record },
  );
  const looking = setInterval(() => {
    show();
    // Whoever thinks about a word edits all the same.
    if (!document.hidden) edits({ target: document.activeElement });
  }, 1_000);
  for (const event of ['focusin', 'input']) document.addEventListener(event, edits);
  return () => {
    deaf();
    clearInterval(looking);
    for (const event of ['focusin', 'input']) document.removeEventListener(event, edits);
  };
}
