// Production: runs what `scripts/ensure.mjs` compiled. Arguments go to `core/main.ts` (all, web, worker, migrate).
import { stopWithParent } from './stop-with-parent.mjs';

// Express and others read NODE_ENV themselves, so its default is set for them too.
process.env.NODE_ENV ||= 'production';
process.setSourceMapsEnabled(true);

stopWithParent();
await import('../dist/core/main.js');
