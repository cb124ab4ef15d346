import type { ViewModel, Workspace } from '../../sdk/index.ts';
import { pluginAssetUrl } from '../assets/plugin-assets.ts';
import type { Region } from '../format/region.ts';
import type { Screens } from '../screens.ts';
import { markup } from '../templates/markup.ts';
import type { Part, PartSource } from './part.ts';

/** What a plugin's view may know of the page around it: `@root.page`. */
export interface PartSurroundings {
  readonly workspace: Workspace;
  readonly region: Region;
  /** Who looks; null for a visitor. */
  readonly person: { readonly name: string } | null;
  /** Where the plugin's own pages begin. */
  readonly url: string;
  /** What a form sent and what was wrong with it, for public pages. */
  readonly form?: {
    readonly typed: Readonly<Record<string, unknown>>;
    readonly problems: Readonly<Record<string, string>>;
  };
}

/** A plugin's view filled with its model. @throws TemplateTrouble */
export function renderPart(
  screens: Screens,
  { plugin, view, script, style }: PartSource,
  model: ViewModel,
  surroundings: PartSurroundings,
): Part {
  const { region, url } = surroundings;
  const { typed = {}, problems = {} } = surroundings.form ?? {};
  const own = { inPlugin: { id: plugin, url }, page: pageOf(surroundings), typed, problems };
  const html = screens.engine.render([`${plugin}/${view}`], { ...model, ...own });
  const assetUrl = (name: string | undefined) =>
    name === undefined ? null : pluginAssetUrl(screens.pluginAssets(), plugin, name);
  return {
    plugin,
    content: markup(html),
    script: assetUrl(script),
    style: assetUrl(style),
    language: languageBeside(screens, region.locale, plugin),
  };
}

function pageOf({ workspace, region, person }: PartSurroundings) {
  const { slug, name, currency } = workspace;
  return { workspace: { slug, name, currency, url: `/w/${slug}` }, region, person };
}

function languageBeside(screens: Screens, locale: string, plugin: string): string | null {
  const words = screens.words();
  const own = words.pluginLanguage(locale, plugin);
  return own === words.language(locale) ? null : own;
}
