import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { inRoot, root } from './root.mjs';

/** Lets plugins that are npm packages, or have a package.json of their own, import `guildhall/sdk` from this very copy. */
export function linkItself() {
  const link = inRoot('node_modules/guildhall');
  if (existsSync(link) && realpathSync(link) === realpathSync(root)) return;
  rmSync(link, { recursive: true, force: true });
  symlinkSync(process.platform === 'win32' ? root : '..', link, 'junction');
}
