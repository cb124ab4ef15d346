import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from '../../kernel/registry.ts';
import { type Asset, type AssetBundle, addFile, hashOf } from './asset-bundle.ts';
import { filesIn } from './files-in.ts';

/** What each plugin keeps in `public/`, by its id. */
export type PluginAssets = ReadonlyMap<string, AssetBundle>;

/**
 * Gather the files that running plugins serve. An address carries the plugin's version and what is in
 * the files, so it may be kept for ever, also when an author forgets to count up the version.
 */
export function readPluginAssets({ plugins }: Pick<Registry, 'plugins'>): PluginAssets {
  const running = plugins.filter(({ state }) => state === 'enabled');
  return new Map(
    running.map(({ id, folder, declaration }) => [id, bundleOf(folder, declaration?.version ?? '0')]),
  );
}

export function pluginAssetUrl(bundles: PluginAssets, plugin: string, name: string): string {
  return `/assets/plugins/${plugin}/${bundles.get(plugin)?.hash ?? '0'}/${name}`;
}

function bundleOf(folder: string, version: string): AssetBundle {
  const assets = new Map<string, Asset>();
  const own = join(folder, 'public');
  for (const [name, file] of existsSync(own) ? filesIn(own) : []) addFile(assets, name, file);
  const label = version.replace(/[^\w.-]/g, '-');
  return { hash: `${label}-${hashOf(assets).slice(0, 8)}`, get: (name) => assets.get(name) };
}
