import { join } from 'node:path';
import type { Application, Request } from 'express';
import { packageRoot } from '../package-root.ts';
import type { Runtime } from '../runtime.ts';
import { type AssetBundle, readAssets } from './assets/asset-bundle.ts';
import { assetRouter } from './assets/asset-router.ts';
import { templateHelpers } from './templates/helpers.ts';
import { createIcons } from './templates/icon.ts';
import { reloading } from './templates/reloading.ts';
import { createTemplateEngine, type TemplateEngine } from './templates/template-engine.ts';
import { type TemplateFolders, themeChain } from './templates/template-folders.ts';
import { createTranslate, readCatalogue, type Translate } from './translate.ts';

/** What pages are made with; one per process. */
export interface Screens {
  readonly runtime: Runtime;
  readonly language: string;
  readonly translate: Translate;
  readonly engine: TemplateEngine;
  readonly assets: () => AssetBundle;
}

const language = 'en';

export function createScreens(runtime: Runtime): Screens {
  const folders = foldersOf(runtime);
  const fresh = freshness(runtime, folders);
  const assets = fresh(() => readAssets(folders.themes));
  const words = fresh(() => createTranslate(readCatalogue(localesOf(folders), language), language));
  const translate: Translate = (key, values) => words()(key, values);
  const helpers = templateHelpers({
    translate,
    icon: createIcons(),
    asset: (name) => `/assets/${assets().hash}/${name}`,
    now: () => runtime.now(),
  });
  const engine = fresh(() => createTemplateEngine(folders, helpers));
  return {
    ...{ runtime, language, translate, assets },
    engine: { render: (views, model) => engine().render(views, model) },
  };
}

/** Make pages on this web server: `render` finds what it needs here, and `/assets` is served. */
export function attachScreens(app: Application, runtime: Runtime): Screens {
  const screens = createScreens(runtime);
  app.locals.screens = screens;
  app.use('/assets', assetRouter(screens.assets));
  return screens;
}

export function screensOf(request: Request): Screens {
  return request.app.locals.screens as Screens;
}

function foldersOf({ registry }: Runtime): TemplateFolders {
  const plugins = registry.plugins.filter(({ state }) => state === 'enabled');
  return {
    themes: themeChain(join(packageRoot(), 'themes'), 'default'),
    plugins: new Map(plugins.map(({ id, folder }) => [id, folder])),
  };
}

function localesOf({ themes, plugins }: TemplateFolders): string[] {
  return [...themes, ...plugins.values()].map((folder) => join(folder, 'locales'));
}

/** Made once; in development made again when a file below the folders changed. */
function freshness({ config }: Runtime, { themes, plugins }: TemplateFolders) {
  const watched = [...themes, ...[...plugins.values()].map((folder) => join(folder, 'views'))];
  return <Made>(make: () => Made): (() => Made) =>
    config.nodeEnv === 'development' ? reloading(watched, make) : once(make);
}

function once<Made>(make: () => Made): () => Made {
  let made: { value: Made } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
