/** `npm run test:conformance -- <folder>…`: what any plugin must hold. Without folders: every plugin of the repository. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folders = process.argv.slice(2).map((folder) => resolve(folder));
const missing = folders.filter((folder) => !existsSync(folder));

if (missing.length > 0) {
  process.stderr.write(`guildhall: there is no folder ${missing.join(', ')}. Name the folder of a plugin.\n`);
  process.exitCode = 1;
} else {
  if (folders.length > 0) process.env.GUILDHALL_PLUGIN_FOLDERS = folders.join('\n');
  process.argv.splice(2, folders.length, 'test/contract/conformance.test.ts');
  await import('./test.ts');
}
