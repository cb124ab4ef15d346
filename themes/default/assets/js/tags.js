// Tags as small plates. What is sent stays the one text field the page came with.
document.addEventListener('htmx:load', prepare);
prepare();

function prepare() {
  for (const source of document.querySelectorAll('input[data-tags]:not([hidden])')) enhance(source);
}

function enhance(source) {
  const box = document.createElement('div');
  box.className = 'form-control tag-input';
  const field = document.createElement('input');
  field.type = 'text';
  field.id = source.id;
  field.setAttribute('aria-describedby', source.getAttribute('aria-describedby') ?? '');
  source.removeAttribute('id');
  source.hidden = true;
  box.append(field);
  source.after(box);
  const tags = split(source.value);
  draw();

  box.addEventListener('click', (event) => {
    const button = event.target.closest('.tag-remove');
    if (button) remove(Number(button.dataset.at));
    field.focus();
  });
  field.addEventListener('keydown', (event) => {
    if ((event.key === 'Enter' || event.key === ',') && field.value.trim()) {
      event.preventDefault();
      take();
    }
    if (event.key === 'Backspace' && field.value === '') remove(tags.length - 1);
  });
  field.addEventListener('blur', take);
  field.form?.addEventListener('submit', take);

  function take() {
    for (const tag of split(field.value)) if (!tags.includes(tag)) tags.push(tag);
    field.value = '';
    draw();
  }

  function remove(at) {
    if (at < 0) return;
    tags.splice(at, 1);
    draw();
  }

  function draw() {
    source.value = tags.join(', ');
    for (const old of box.querySelectorAll('.tag')) old.remove();
    field.before(...tags.map(plate));
  }

  function plate(tag, at) {
    const element = document.createElement('span');
    element.className = 'tag';
    element.textContent = tag;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'tag-remove';
    button.dataset.at = String(at);
    button.setAttribute('aria-label', `${source.dataset.removeWords} ${tag}`);
    button.textContent = '×';
    element.append(button);
    return element;
  }
}

function split(text) {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
}
