import { join } from 'node:path';
import type { Application, Request } from 'express';
import { packageRoot } from '../package-root.ts';
import type { Runtime } from '../runtime.ts';
import { type AssetBundle, readAssets } from './assets/asset-bundle.ts';
import { assetRouter } from './assets/asset-router.ts';
import { type PluginAssets, pluginAssetUrl, readPluginAssets } from './assets/plugin-assets.ts';
import { memo } from './format/memo.ts';
import { tellOfMissing } from './plugin-views/tell-of-missing.ts';
import { recordUrl, resourceUrl } from './shell/addresses.ts';
import { freshness } from './templates/freshness.ts';
import { templateHelpers } from './templates/helpers.ts';
import { createIcons } from './templates/icon.ts';
import { createTemplateEngine, type TemplateEngine } from './templates/template-engine.ts';
import { type TemplateFolders, themeChain } from './templates/template-folders.ts';
import type { Translate } from './translate.ts';
import { firstLanguage } from './words/languages-for.ts';
import { translatedRegistry } from './words/translated-registry.ts';
import { readWords, type Words } from './words/words.ts';

/** What pages are made with; one per process. */
export interface Screens {
  readonly runtime: Runtime;
  /** The runtime with a registry in the words of this locale: what screens show their lists from. */
  readonly runtimeIn: (locale: string) => Runtime;
  readonly words: () => Words;
  readonly translateIn: (locale: string) => Translate;
  /** For pages that belong to nobody. */
  readonly translate: Translate;
  readonly engine: TemplateEngine;
  readonly assets: () => AssetBundle;
  readonly pluginAssets: () => PluginAssets;
}

export function createScreens(runtime: Runtime): Screens {
  const folders = foldersOf(runtime);
  const fresh = freshness(runtime.config, folders);
  const assets = fresh(() => readAssets(folders.themes));
  const pluginAssets = fresh(() => readPluginAssets(runtime.registry));
  const words = fresh(() => readWords(folders, complainTo(runtime)));
  const translated = fresh(() => memo((locale) => runtimeWith(runtime, words(), locale)));
  const helpers = templateHelpers({
    translate: (locale) => words().in(locale),
    pluginWords: (locale, plugin, key, values) => words().ofPlugin(locale, plugin, key, values),
    icon: createIcons(),
    asset: (name, plugin) =>
      plugin === null ? `/assets/${assets().hash}/${name}` : pluginAssetUrl(pluginAssets(), plugin, name),
    resource: (slug, id, recordId) => addressOf(runtime, slug, id, recordId),
    now: () => runtime.now(),
  });
  const engine = fresh(() => createTemplateEngine(folders, helpers));
  return {
    ...{ runtime, words, assets, pluginAssets },
    runtimeIn: (locale) => translated()(locale),
    translateIn: (locale) => words().in(locale),
    translate: (key, values) => words().in(firstLanguage)(key, values),
    engine: { render: (views, model) => engine().render(views, model) },
  };
}

/** Make pages on this web server: `render` finds what it needs here, and `/assets` is served. */
export function attachScreens(app: Application, runtime: Runtime): Screens {
  const screens = createScreens(runtime);
  app.locals.screens = screens;
  tellOfMissing(runtime, foldersOf(runtime), screens.pluginAssets());
  const assetsOf = (plugin: string) =>
    runtime.pluginStates.heldOf(plugin) ? undefined : screens.pluginAssets().get(plugin);
  app.use('/assets', assetRouter(screens.assets, assetsOf));
  return screens;
}

export function screensOf(request: Request): Screens {
  return request.app.locals.screens as Screens;
}

export function foldersOf({ registry }: Pick<Runtime, 'registry'>): TemplateFolders {
  const plugins = registry.plugins.filter(({ state }) => state === 'enabled');
  return {
    themes: themeChain(join(packageRoot(), 'themes'), 'default'),
    plugins: new Map(plugins.map(({ id, folder }) => [id, folder])),
  };
}

function runtimeWith(runtime: Runtime, words: Words, locale: string): Runtime {
  const wordsOf = (plugin: string) => (key: string) => words.ofPlugin(locale, plugin, key);
  return { ...runtime, registry: translatedRegistry(runtime.registry, wordsOf) };
}

function addressOf({ registry }: Runtime, slug: string, id: string, recordId: string | null): string | null {
  const resource = registry.resources.get(id);
  if (!resource) return null;
  return recordId === null ? resourceUrl(slug, resource) : recordUrl(slug, resource, recordId);
}

function complainTo({ log }: Runtime) {
  return (plugin: string, error: unknown) =>
    log.warn({ plugin, err: error }, 'A plugin’s words cannot be read; they stay English.');
}
