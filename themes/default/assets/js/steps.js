// A long form one step at a time. Without this it is one page, in the same order.
const form = document.querySelector('[data-steps]');
const steps = [...form.querySelectorAll('.setup-step')];
const marks = [...form.querySelectorAll('[data-step]')];
const submit = form.querySelector('[data-step-submit]');
const back = button(form.dataset.back, 'btn btn-large btn-quiet', 'stepBack');
const next = button(form.dataset.next, 'btn btn-large btn-primary', 'stepNext');
let at = 0;

submit.before(back, next);
form.classList.add('is-ready');
// The browser would look at fields of steps that are out of sight, and could not show what is wrong there.
form.noValidate = true;
show(
  Math.max(
    0,
    steps.findIndex((step) => step.querySelector('.form-problem')),
  ),
);
form.querySelector('[aria-invalid="true"]')?.focus();

next.addEventListener('click', () => {
  if (isFilled(steps[at])) go(at + 1);
});
back.addEventListener('click', () => go(at - 1));

// Enter goes on to the next step, as the button in sight does; only the last one sends.
form.addEventListener('submit', (event) => {
  if (at < steps.length - 1) {
    event.preventDefault();
    next.click();
  } else if (!isFilled(steps[at])) event.preventDefault();
});

function go(to) {
  show(to);
  const first = steps[at].querySelector('input:not([type="hidden"]), select');
  (first ?? steps[at].querySelector('legend')).focus();
}

function show(to) {
  at = to;
  for (const [index, step] of steps.entries()) step.hidden = index !== at;
  for (const [index, mark] of marks.entries()) {
    mark.classList.toggle('is-current', index === at);
    mark.classList.toggle('is-done', index < at);
    if (index === at) mark.setAttribute('aria-current', 'step');
    else mark.removeAttribute('aria-current');
  }
  back.hidden = at === 0;
  next.hidden = at === steps.length - 1;
  submit.hidden = at !== steps.length - 1;
}

function isFilled(step) {
  return [...step.querySelectorAll('input, select')].every((field) => field.reportValidity());
}

function button(words, classes, name) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = classes;
  element.textContent = words;
  element.dataset[name] = '';
  return element;
}
