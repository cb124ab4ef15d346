import { readdir } from 'node:fs/promises';

/** The ids of all plugins that lie in the repository. */
export async function shippedPlugins(): Promise<string[]> {
  const entries = await readdir(new URL('../../plugins/', import.meta.url), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
