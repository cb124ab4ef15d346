import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import { reloading } from './reloading.ts';
import type { TemplateFolders } from './template-folders.ts';

/** Where pages come from: what is looked at again in development. */
export function screenFolders({ themes, plugins }: TemplateFolders): readonly string[] {
  const ofPlugins = [...plugins.values()].flatMap((folder) =>
    ['views', 'locales', 'public'].map((name) => join(folder, name)),
  );
  return [...themes, ...ofPlugins];
}

/** Made once; in development made again when a file below the folders changed. */
export function freshness({ nodeEnv }: Config, folders: TemplateFolders) {
  const watched = screenFolders(folders);
  return <Made>(make: () => Made): (() => Made) =>
    nodeEnv === 'development' ? reloading(watched, make) : once(make);
}

function once<Made>(make: () => Made): () => Made {
  let made: { value: Made } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
