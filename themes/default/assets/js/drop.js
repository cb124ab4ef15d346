// A place to drop a file on; the file's name is shown before it is sent.
const area = document.querySelector('[data-drop]');
const field = area?.querySelector('input[type="file"]');
const name = area?.querySelector('[data-drop-name]');

function showName() {
  const [file] = field.files;
  if (name && file) name.textContent = file.name;
}

field?.addEventListener('change', showName);
// Somebody may have been quicker than this script, and the way back may bring a chosen file along.
if (field) showName();

for (const kind of ['dragenter', 'dragover']) {
  area?.addEventListener(kind, (event) => {
    event.preventDefault();
    area.classList.add('is-over');
  });
}
for (const kind of ['dragleave', 'drop'])
  area?.addEventListener(kind, () => area.classList.remove('is-over'));

area?.addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length === 0) return;
  field.files = event.dataTransfer.files;
  field.dispatchEvent(new Event('change'));
});
