// Tiles are dragged into order; the form sends them as they stand. The buttons do the same without dragging.
import Sortable from '../vendor/sortable.js';

const form = document.querySelector('[data-arrange]');
const list = form?.querySelector('.arrange');
if (list) Sortable.create(list, { handle: '[data-arrange-grip]', animation: 120 });
