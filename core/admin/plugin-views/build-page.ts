import { callPlugin } from '../../kernel/call-plugin.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import type { Page } from '../../sdk/index.ts';
import type { Asked } from '../routes/asked.ts';
import { pageUrl } from '../shell/addresses.ts';
import { type BuiltPart, buildPart } from './build-part.ts';
import { type Part, pageLimitMs } from './part.ts';

/** View `plugin/page`. */
export interface PluginPageModel {
  readonly title: string;
  readonly icon: string | null;
  /** What it is a part of: the nearest page above it, or else the plugin itself, which is no link. */
  readonly crumb: string;
  readonly crumbUrl: string | null;
  readonly part: Part;
}

/** A plugin's page for what stands in the address. @throws InvalidInput naming what is wrong in it */
export async function buildPage(asked: Asked, plugin: string, page: Page): Promise<PluginPageModel> {
  const { view, script, style } = page;
  const source = { plugin, view, script, style, what: `page ${page.path}` };
  const given = { ...Object.fromEntries(asked.query), ...asked.request.params };
  const input: unknown = inputForPlugin(asked.runtime, source, page.input, given);
  const built = await buildPart(asked, source, (ctx) => page.model(ctx, input), pageLimitMs);
  return {
    title: await titleOf(asked, plugin, page, built),
    icon: page.icon ?? null,
    ...crumbOf(asked, plugin, page),
    part: built.part,
  };
}

function titleOf({ runtime }: Asked, plugin: string, page: Page, { model }: BuiltPart): Promise<string> {
  const call = { plugin, what: `page ${page.path}, title` };
  return callPlugin(runtime, call, () => page.titleOf?.(model) ?? page.title);
}

function crumbOf({ runtime, scope }: Asked, plugin: string, { path }: Page) {
  const above = contributionsIn(runtime.registry, scope, 'pages')
    .filter((one) => one.plugin === plugin && !one.item.path.includes(':'))
    .map(({ item }) => item)
    .filter((one) => one.path !== path && path.startsWith(one.path === '/' ? '/' : `${one.path}/`))
    .sort((one, other) => other.path.length - one.path.length)[0];
  if (above) return { crumb: above.title, crumbUrl: pageUrl(scope.workspace.slug, plugin, above.path) };
  const declared = runtime.registry.plugins.find(({ id }) => id === plugin)?.declaration;
  return { crumb: declared?.title ?? plugin, crumbUrl: null };
}
