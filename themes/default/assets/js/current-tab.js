// On a phone the settings are a row that scrolls: where one is stands in sight.
const current = document.querySelector('.settings-nav [aria-current]');
const row = current?.closest('.settings-nav');
if (row) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
