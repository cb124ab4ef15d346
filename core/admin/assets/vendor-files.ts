import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What we serve of other people's packages, by the name it has among our assets. */
export function vendorFiles(): ReadonlyMap<string, string> {
  const inPackage = createRequire(import.meta.url);
  const besides = (file: string, ...path: string[]): string =>
    join(dirname(inPackage.resolve(file)), ...path);
  const geist = '@fontsource-variable/geist/package.json';
  return new Map([
    ['vendor/tabler.css', inPackage.resolve('@tabler/core/dist/css/tabler.min.css')],
    ['vendor/htmx.js', besides('htmx.org', 'htmx.min.js')],
    ['vendor/sortable.js', inPackage.resolve('sortablejs/modular/sortable.esm.js')],
    ['vendor/socket.io.js', besides('socket.io/package.json', 'client-dist', 'socket.io.esm.min.js')],
    ...['latin', 'latin-ext', 'cyrillic', 'vietnamese'].map(
      (set) =>
        [`fonts/geist-${set}.woff2`, besides(geist, 'files', `geist-${set}-wght-normal.woff2`)] as const,
    ),
  ]);
}
