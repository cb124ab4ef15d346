// One run of the product, kept up by `start.mjs`.
import { watchParent } from './stop-with-parent.mjs';

// Express and others read NODE_ENV themselves, so its default is set for them too.
process.env.NODE_ENV ||= 'production';
process.setSourceMapsEnabled(true);

watchParent();
await import('../dist/core/main.js');
