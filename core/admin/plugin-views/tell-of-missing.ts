import { pluginLog } from '../../kernel/plugin-log.ts';
import type { Runtime } from '../../runtime.ts';
import type { ViewAssets } from '../../sdk/index.ts';
import type { PluginAssets } from '../assets/plugin-assets.ts';
import { hasView, type TemplateFolders } from '../templates/template-folders.ts';
import { regionsIn } from '../templates/theme-file.ts';

interface Shown extends ViewAssets {
  readonly view?: string;
  readonly region?: string;
}

/** At the start, what plugins name and nobody has: each fails alone once it is looked at, but why wait. */
export function tellOfMissing(
  { registry, log }: Pick<Runtime, 'registry' | 'log'>,
  folders: TemplateFolders,
  assets: PluginAssets,
): void {
  const regions = regionsIn(folders.themes);
  const { pages, publicPages, widgets, panels, regions: placed } = registry.contributions;
  for (const { plugin, item } of [...pages, ...publicPages, ...widgets, ...panels, ...placed]) {
    for (const sentence of missing(plugin, item, { folders, assets, regions })) {
      pluginLog(log, plugin).warn({ plugin }, sentence);
    }
  }
}

interface Present {
  readonly folders: TemplateFolders;
  readonly assets: PluginAssets;
  readonly regions: ReadonlySet<string>;
}

function* missing(
  plugin: string,
  { view, script, style, region }: Shown,
  present: Present,
): Iterable<string> {
  if (view !== undefined && !hasView(present.folders, `${plugin}/${view}`)) {
    yield `Plugin "${plugin}" shows the view "${view}", and there is no views/${view}.hbs in its folder.`;
  }
  for (const name of [script, style]) {
    if (name !== undefined && !present.assets.get(plugin)?.get(name)) {
      yield `Plugin "${plugin}" loads "${name}", and there is no public/${name} in its folder.`;
    }
  }
  if (region !== undefined && !present.regions.has(region)) {
    const known = [...present.regions].sort().join(', ');
    yield `Plugin "${plugin}" adds to the region "${region}", which the theme does not have. It has ${known}.`;
  }
}
