import { existsSync } from 'node:fs';
import { inRoot } from './root.mjs';

/**
 * An image is made whole once, with packages left out on purpose, and whoever runs it may not write there. The mark
 * lies among the packages, so that installing them anew takes it away.
 */
export function isSealed() {
  return existsSync(inRoot('node_modules/.sealed'));
}
