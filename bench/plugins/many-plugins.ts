import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageVersion } from '../../core/package-root.ts';

interface Names {
  readonly id: string;
}

interface NewPlugin {
  filesOf(names: Names, version: string): Map<string, string>;
  namesOf(id: string, noun: string): Names;
}

export interface ManyPlugins {
  /** Holds them all. */
  readonly pluginsDir: string;
  readonly ids: readonly string[];
  readonly folders: readonly string[];
  remove(): Promise<void>;
}

/** So many plugins as `npm run new-plugin` writes them: a table, a page and a menu each. */
export async function writeManyPlugins(count: number): Promise<ManyPlugins> {
  const pluginsDir = await mkdtemp(join(tmpdir(), 'guildhall-bench-plugins-'));
  const ids = Array.from({ length: count }, (_, index) => `bench-${index + 1}`);
  for (const id of ids) await writeOne(join(pluginsDir, id), id);
  return {
    pluginsDir,
    ids,
    folders: ids.map((id) => join(pluginsDir, id)),
    remove: () => rm(pluginsDir, { recursive: true, force: true }),
  };
}

async function writeOne(folder: string, id: string): Promise<void> {
  const [names, files] = await Promise.all(
    ['names', 'files'].map(
      (part) =>
        import(new URL(`../../scripts/new-plugin/${part}.mjs`, import.meta.url).href) as Promise<NewPlugin>,
    ),
  );
  for (const [path, text] of files?.filesOf(names?.namesOf(id, 'thing') ?? { id }, packageVersion()) ?? []) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
