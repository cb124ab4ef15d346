import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { AboutPerson, HeldData } from './about-person.ts';

/** One `.tar.gz`: a JSON file for the core and for each plugin, by what they call their parts. */
export async function personArchive(about: AboutPerson, at: Date): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of filesOf(about, at)) {
    archive.entry({ name, mtime: at }, `${JSON.stringify(content, null, 2)}\n`);
  }
  archive.finalize();
  return buffer(archive.pipe(createGzip()));
}

function filesOf({ email, held, notAsked }: AboutPerson, at: Date): [name: string, content: unknown][] {
  const owners = [...new Set(held.map(({ owner }) => owner))];
  const files = owners.map((one): [string, unknown] => [
    `${one}.json`,
    partsOf(held.filter(({ owner }) => owner === one)),
  ]);
  const contents = files.map(([name]) => name);
  return [['about.json', { email, madeAt: at.toISOString(), files: contents, notAsked }], ...files];
}

function partsOf(parts: readonly HeldData[]): Record<string, unknown> {
  return Object.fromEntries(parts.map(({ id, items }) => [id, items]));
}
